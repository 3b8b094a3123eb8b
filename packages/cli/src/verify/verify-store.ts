import { keptCheckpoint } from "@indelible/data-folder";
import { createVerifier, formatVerifierKey } from "@indelible/ledger";
import { keyRingSealer, readKeyRing, verifyTrail } from "@indelible/trail";
import { CommandError } from "../command-error.ts";
import { ledgerKey } from "../ledger-key.ts";
import { findMasterKey, type Store } from "../store.ts";
import { readWitnesses } from "../witness-keys.ts";
import { setting, type World } from "../world.ts";
import type { Progress } from "./progress-bar.ts";
import type { Report } from "./report.ts";

/** How to verify a store. */
export interface VerifyStoreOptions {
  /** The verifier key to go by; that of the data folder unless given. */
  readonly key: string | undefined;
  /** A kept checkpoint, as a signed note; the one that the server keeps unless given. */
  readonly kept: string | undefined;
}

/**
 * Verifies the database of a server against its ledger. CommandError when there is no key to go by,
 * TrailError `secret` when the master key at hand is another's.
 */
export async function verifyStore(
  world: World,
  store: Store,
  options: VerifyStoreOptions,
  progress: Progress,
): Promise<Report> {
  const { database, dataFolder } = store;
  const key = await ledgerKey(world, store, options.key);
  // Of the key in the same folder, so that it says nothing about a log of another key.
  const ownKept = options.key === undefined ? keptCheckpoint(dataFolder).load() : undefined;
  const masterKey = findMasterKey(world, dataFolder);
  const ring = masterKey && (await readKeyRing(database, masterKey));
  const nonceOf = ring && keyRingSealer(ring, unused).nonce;
  const { waiting, ...verification } = await verifyTrail(database, {
    log: {
      origin: key.name,
      verifiers: [createVerifier(key)],
      witnesses: readWitnesses(world),
    },
    nonceOf,
    kept: options.kept ?? ownKept,
    onProgress: progress.show,
  });
  const file = setting(world, "LEDGER_KEY_FILE") ?? `${dataFolder}/ledger.key`;
  const whose = options.key === undefined ? `of ${file}` : "given";
  const remarks = [
    `Checked by the key ${whose}: ${formatVerifierKey(key)}`,
    masterKey === undefined
      ? "Without the master key a forged event is named only as one of its batch."
      : "The master key was at hand: each event was checked to be the server's own.",
    ...(options.kept === undefined && ownKept !== undefined
      ? ["The checkpoint that the server keeps in its data folder must still hold."]
      : []),
    ...(waiting > 0 ? [`${waiting} events wait for their place in the ledger.`] : []),
  ];
  return { ...verification, remarks };
}

function unused(bytes: number): Uint8Array {
  throw new CommandError(`Verifying takes no random bytes, but ${bytes} were asked for.`);
}
