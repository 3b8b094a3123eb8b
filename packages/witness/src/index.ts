/**
 * A witness of transparency logs (C2SP tlog-witness): it stores the last checkpoint that it
 * cosigned for each log, and cosigns only checkpoints that extend it. `startWitness` runs one with
 * files and an HTTP server; `Witness` alone does no input or output. The requests are in
 * `docs/formats/witness.md`, the error codes in `docs/errors.md`. For Node.js only.
 */
export { FileWitnessStore } from "./file-witness-store.ts";
export { originHash } from "./origin-hash.ts";
export type { RefusalReason } from "./refusal.ts";
export {
  type RunningWitness,
  type StateFolder,
  startWitness,
  type WitnessConfig,
  type WitnessSurroundings,
} from "./start-witness.ts";
export { type WatchedLog, watchedLogs } from "./watched-log.ts";
export { Witness, type WitnessOptions } from "./witness.ts";
export type { WitnessAnswer } from "./witness-answer.ts";
export { WitnessError, type WitnessErrorCode } from "./witness-error.ts";
export type { LogHealth, Refusals, WitnessHealth } from "./witness-health.ts";
export { WITNESS_LIMITS, type WitnessLimits } from "./witness-limits.ts";
export { witnessListener } from "./witness-listener.ts";
export type { CosignedCheckpoint, WitnessStore } from "./witness-store.ts";
