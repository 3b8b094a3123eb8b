import {
  createVerifier,
  LedgerError,
  newSignerKey,
  openCheckpoint,
  type SignerKey,
} from "@indelible/ledger";
import { originOfNote } from "./checkpoint-opener.ts";
import { originOfLog, parseLogOrigin } from "./log-origin.ts";

/** The current log of a ledger, with the key that signs it. */
export interface CurrentLog {
  readonly number: number;
  readonly key: SignerKey;
}

/**
 * The newest log of a base name that the seed's key signed a checkpoint of; the first one if there is
 * none. `notes` are those that a server keeps and those of its database. Notes that the key did not
 * sign do not count: no one without the key can start a new log.
 */
export async function currentLog(
  base: string,
  seed: Uint8Array,
  notes: readonly string[],
): Promise<CurrentLog> {
  let number = 1;
  for (const note of notes) {
    const origin = originOfNote(note);
    if (origin === undefined) continue;
    const named = parseLogOrigin(origin);
    const isNewer = named.number > number && origin === originOfLog(base, named.number);
    if (isNewer && (await isSignedBy(seed, origin, note))) number = named.number;
  }
  return { number, key: await newSignerKey(originOfLog(base, number), "note", seed) };
}

async function isSignedBy(seed: Uint8Array, origin: string, note: string): Promise<boolean> {
  try {
    const verifiers = [createVerifier(await newSignerKey(origin, "note", seed))];
    await openCheckpoint(note, { origin, verifiers });
    return true;
  } catch (error) {
    if (error instanceof LedgerError) return false;
    throw error;
  }
}
