import { createSigner, createVerifier, formatVerifierKey, type Policy } from "@indelible/ledger";
import {
  type CheckpointStore,
  currentLog,
  type Database,
  isEarlierLog,
  Ledger,
  type LedgerReport,
  newestCheckpointNotes,
  originOfNote,
  type Sealer,
  Sequencer,
  Verifier,
  type VerifierRound,
  type VerifierStore,
  Witnesses,
  type WrittenEvents,
} from "@indelible/trail";
import type { FastifyBaseLogger } from "fastify";
import { baseOrigin } from "./ledger-keys.ts";
import { NO_WITNESSES } from "./witness-policy.ts";

/** Dependencies and settings of the ledger. */
export interface LedgerOptions {
  readonly database: Database;
  readonly clock: () => Date;
  /** 32 bytes from which the signing key of checkpoints is derived. */
  readonly ledgerSeed: Uint8Array;
  /** Where the newest signed checkpoint is kept, outside the database. */
  readonly checkpointStore: CheckpointStore;
  /** Where the verification in the background keeps how far it is. */
  readonly verifierStore: VerifierStore;
  /** The sealer whose nonces identify the events that this server wrote. */
  readonly sealer: Sealer;
  /** The events that this process writes. */
  readonly written: WrittenEvents;
  /** The name of the ledger; by default derived from the installation's id. */
  readonly ledgerOrigin: string | undefined;
  /** The witnesses of the ledger; none by default. */
  readonly witnessPolicy?: Policy;
  /** Sends requests to witnesses; the runtime's `fetch` by default. */
  readonly fetch?: typeof globalThis.fetch;
  /** Receives unexpected errors and alarms. */
  readonly log: FastifyBaseLogger;
}

/** The ledger of a server, with its sequencer and its witnesses. */
export interface LedgerParts {
  readonly ledger: Ledger;
  readonly sequencer: Sequencer;
  readonly witnesses: Witnesses;
  /** Verifies the ledger in the background. */
  readonly verifier: Verifier;
  readonly origin: string;
  /** The key that verifies its signatures, in the format of C2SP signed-note. */
  readonly verifierKey: string;
}

/**
 * Creates the ledger of an installation. `onRound` receives a report after each batch of the
 * sequencer, with all alarms; `onVerified` each completed round of the verification.
 */
export async function createLedgerParts(
  options: LedgerOptions,
  installationId: string,
  onRound: (report: LedgerReport) => Promise<void>,
  onVerified?: (round: VerifierRound) => Promise<void>,
): Promise<LedgerParts> {
  const { database, clock, written } = options;
  const { key, checkpointStore } = await openLog(options, installationId);
  const origin = key.name;
  const policy = options.witnessPolicy ?? NO_WITNESSES;
  const log = { origin, verifiers: [createVerifier(key)] };
  const cosigners = policy.witnesses.map((witness) => createVerifier(witness.key));
  const ledger = new Ledger(database, { ...log, witnesses: cosigners });
  const witnesses = new Witnesses({
    database,
    ledger,
    policy,
    clock,
    fetch: options.fetch ?? globalThis.fetch,
    onAlarm: (alarm) => options.log.error(alarm, "ALARM: the ledger was rewritten"),
  });
  const signer = createSigner(key);
  const nonceOf = options.sealer.nonce;
  const verifier = new Verifier({
    database,
    ledger,
    log: { ...log, witnesses: cosigners },
    sealer: options.sealer,
    store: options.verifierStore,
    clock,
    onRound: onVerified,
  });
  const sequencer = new Sequencer({
    database,
    log,
    signer,
    checkpointStore,
    nonceOf,
    written,
    clock,
    onRound: (report) => onRound({ ...report, alarms: [...report.alarms, ...verifier.alarms] }),
  });
  return { ledger, sequencer, verifier, witnesses, origin, verifierKey: formatVerifierKey(key) };
}

/** Any of them shows the current log. */
const NOTES_READ = 20;

/** The current log. A checkpoint that is kept of an earlier log, which was closed, does not count. */
async function openLog(
  { database, ledgerSeed, ...options }: LedgerOptions,
  installationId: string,
) {
  const kept = options.checkpointStore.load();
  const notes = [kept ?? "", ...(await newestCheckpointNotes(database, NOTES_READ))];
  const base = baseOrigin(options.ledgerOrigin, installationId);
  const { key } = await currentLog(base, ledgerSeed, notes);
  const keptOrigin = kept === undefined ? undefined : originOfNote(kept);
  const isClosed = keptOrigin !== undefined && isEarlierLog(keptOrigin, key.name);
  const checkpointStore = isClosed
    ? { ...options.checkpointStore, load: () => undefined }
    : options.checkpointStore;
  return { key, checkpointStore };
}
