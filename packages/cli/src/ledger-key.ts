import { readKey, readKeyFile } from "@indelible/data-folder";
import {
  createVerifier,
  LedgerError,
  newSignerKey,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  type VerifierKey,
} from "@indelible/ledger";
import { currentLog, newestCheckpointNotes } from "@indelible/trail";
import { CommandError } from "./command-error.ts";
import type { Store } from "./store.ts";
import { setting, type World } from "./world.ts";

/**
 * The key that verifies the checkpoints of a store: the given one, by default that of
 * `LEDGER_KEY_FILE` or of the data folder. CommandError if there is neither.
 */
export async function ledgerKey(
  world: World,
  { database, dataFolder }: Store,
  given: string | undefined,
): Promise<VerifierKey> {
  if (given !== undefined) return parseVerifierKey(given);
  const file = setting(world, "LEDGER_KEY_FILE");
  const seed = file === undefined ? readKey(dataFolder, "ledger.key") : readKeyFile(file);
  if (seed === undefined) {
    const advice = "use --key with the server's verifier key, or set its DATA_DIR";
    throw new CommandError(`There is no ledger.key in ${dataFolder}: ${advice}.`);
  }
  const base = setting(world, "LEDGER_ORIGIN");
  const notes = await newestCheckpointNotes(database, NOTES_READ);
  if (base !== undefined) return (await currentLog(base, seed, notes)).key;
  return newSignerKey(await originOf(notes, seed), "note", seed);
}

const NOTES_READ = 20;

/**
 * The log name in the newest checkpoint that the seed's key signed. A checkpoint that was tampered
 * with must not determine the name that the others are verified with.
 */
async function originOf(notes: readonly string[], seed: Uint8Array): Promise<string> {
  for (const note of notes) {
    const origin = await originSignedBy(seed, note);
    if (origin !== undefined) return origin;
  }
  return NO_ORIGIN;
}

/** Used as the name of a log without any checkpoint signed by this key. */
const NO_ORIGIN = "indelible";

async function originSignedBy(seed: Uint8Array, note: string): Promise<string | undefined> {
  try {
    const { origin } = parseCheckpoint(parseNote(note).text);
    const verifiers = [createVerifier(await newSignerKey(origin, "note", seed))];
    await openCheckpoint(note, { origin, verifiers });
    return origin;
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}
