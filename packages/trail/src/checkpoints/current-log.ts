import {
  LedgerError,
  logOfKeys,
  newVerifierKey,
  openCheckpoint,
  type VerifierKey,
} from "@indelible/ledger";
import { originOfNote } from "./checkpoint-opener.ts";
import { originOfLog, parseLogOrigin } from "./log-origin.ts";

/** The current log of a ledger. */
export interface CurrentLog {
  readonly number: number;
  /** The key that was asked about, under the name of the log. */
  readonly key: VerifierKey;
}

/** What shows which logs there are: what a server keeps, and what its database has. */
export interface LogEvidence {
  /** Signed checkpoints. */
  readonly notes: readonly string[];
  /** Signed statements that replaced keys. */
  readonly statements: readonly string[];
}

/**
 * The newest log of a base name that a public key, or one that statements connect with it, signed a
 * checkpoint of; the first one if there is none. Notes that these keys did not sign do not count: no
 * one without a key can start a new log.
 */
export async function currentLog(
  base: string,
  publicKey: Uint8Array,
  { notes, statements }: LogEvidence,
): Promise<CurrentLog> {
  let number = 1;
  for (const note of notes) {
    const origin = originOfNote(note);
    if (origin === undefined) continue;
    const named = parseLogOrigin(origin);
    const isNewer = named.number > number && origin === originOfLog(base, named.number);
    if (!isNewer) continue;
    const key = newVerifierKey(origin, "note", publicKey);
    if (await isSignedBy(key, statements, note)) number = named.number;
  }
  return { number, key: newVerifierKey(originOfLog(base, number), "note", publicKey) };
}

/** Whether a key, or one that statements connect with it, signed a checkpoint. */
export async function isSignedBy(
  key: VerifierKey,
  statements: readonly string[],
  note: string,
): Promise<boolean> {
  try {
    await openCheckpoint(note, await logOfKeys([key], statements));
    return true;
  } catch (error) {
    if (error instanceof LedgerError) return false;
    throw error;
  }
}
