import { installationSchema, isInstallation, tableChecks } from "@indelible/checks";
import { keptCheckpoint } from "@indelible/data-folder";
import { DOCUMENT_DEFINITIONS } from "@indelible/domain";
import {
  type Database,
  keyRingSealer,
  type RowMacs,
  readKeyRing,
  trailSchema,
  verifyTrail,
} from "@indelible/trail";
import { CommandError } from "../command-error.ts";
import { knownLedger } from "../ledger-key.ts";
import { findMasterKey, type Store } from "../store.ts";
import { readWitnesses } from "../witness-keys.ts";
import type { World } from "../world.ts";
import { EarlierResults, entryRemarks, type Reliance } from "./earlier-result.ts";
import { keysRemark } from "./keys-remark.ts";
import type { Progress } from "./progress-bar.ts";
import type { Report } from "./report.ts";

/** How to verify a store. */
export interface VerifyStoreOptions {
  /** Verifier keys of the log; by default that of the data folder. */
  readonly keys: readonly string[];
  /** A saved checkpoint, as a signed note; by default the one that the server keeps. */
  readonly kept: string | undefined;
  readonly reliance: Reliance;
}

/** Connections that read at the same time. */
const CONNECTIONS = 3;

/**
 * Verifies the database of a server against its ledger. CommandError if there is no key, TrailError
 * `secret` if the master key is of another installation.
 */
export async function verifyStore(
  world: World,
  store: Store,
  options: VerifyStoreOptions,
  progress: Progress,
): Promise<Report> {
  const { database, dataFolder } = store;
  const { reliance } = options;
  const { log, source } = await knownLedger(world, store, options.keys);
  // Of the key in the same folder, so that it says nothing about a log of another key.
  const ownKept = options.keys.length === 0 ? keptCheckpoint(dataFolder).load() : undefined;
  const masterKey = findMasterKey(world, dataFolder);
  const ring = masterKey && (await readKeyRing(database, masterKey));
  const sealer = ring && keyRingSealer(ring, unused);
  const results = new EarlierResults(world, dataFolder, sealer);
  const statement = reliance === "nothing" ? undefined : results.load(log.origin);
  const verification = await verifyTrail(database, {
    log: { ...log, witnesses: readWitnesses(world) },
    nonceOf: sealer?.nonce,
    secrets: sealer,
    kept: options.kept ?? ownKept,
    connections: CONNECTIONS,
    ...(statement && reliance !== "nothing" && { earlier: { ...statement, use: reliance } }),
    ...(await whatToCompare(database, sealer, world.clock())),
    onProgress: progress.show,
  });
  await results.keep(log.origin, verification, reliance === "skip" ? statement : undefined);
  const { waiting, notBound } = verification;
  const remarks = [
    `Checked with the key ${source}`,
    ...keysRemark(log),
    masterKey === undefined
      ? "Without the master key, a forged event can only be narrowed down to its batch."
      : "With the master key, each event was checked to be written by a server, and each secret to be the one that its document's last event recorded.",
    ...entryRemarks(verification, reliance, statement),
    ...(options.kept === undefined && ownKept !== undefined
      ? ["The ledger must extend the checkpoint that the server keeps in its data folder."]
      : []),
    ...(notBound > 0 ? [notBoundRemark(notBound)] : []),
    ...(waiting > 0 ? [`${waiting} events are not in the ledger yet.`] : []),
  ];
  return { ...verification, remarks };
}

/** A service that embeds the trail has no tables of a server, and other document types. */
async function whatToCompare(database: Database, macs: RowMacs | undefined, now: Date) {
  if (!(await isInstallation(database))) return { schema: trailSchema() };
  const checks = tableChecks({ macs, now });
  return { schema: installationSchema(), types: DOCUMENT_DEFINITIONS, checks };
}

function notBoundRemark(count: number): string {
  return `The secrets of ${count} documents are not bound yet: their last event is of format 1, or recorded for direct SQL. The next change of each document by a server binds them.`;
}

function unused(bytes: number): Uint8Array {
  throw new CommandError(`Verification uses no random bytes, but ${bytes} were requested.`);
}
