import { keptStatements, readKey, readKeyFile } from "@indelible/data-folder";
import {
  formatVerifierKey,
  type LogIdentity,
  logOfKeys,
  newSignerKey,
  newVerifierKey,
  parseVerifierKey,
  type VerifierKey,
} from "@indelible/ledger";
import {
  currentLog,
  isSignedBy,
  keyChanges,
  newestCheckpointNotes,
  originOfNote,
} from "@indelible/trail";
import { CommandError } from "./command-error.ts";
import type { Store } from "./store.ts";
import { setting, type World } from "./world.ts";

/** A ledger as a verifier knows it. */
export interface KnownLedger {
  /** The key that it is known by. */
  readonly key: VerifierKey;
  /** The keys of the log: the known ones, and those that statements connect with the first. */
  readonly log: LogIdentity;
  /** Where the key is from, as a phrase, with the verifier key strings of all keys. */
  readonly source: string;
}

/**
 * The log that the checkpoints of a store are verified with: by the given keys, by default by that of
 * `LEDGER_KEY_FILE` or of the data folder. The statements of the database and of the data folder lead
 * from it to the keys that it replaced, or that replaced it. CommandError if there is no key.
 */
export async function knownLedger(
  world: World,
  store: Store,
  given: readonly string[],
): Promise<KnownLedger> {
  const { database, dataFolder } = store;
  const stored = (await keyChanges(database)).map(({ note }) => note);
  const statements = [...stored, ...keptStatements(dataFolder).load()];
  const [known, ...others] = given.map(parseVerifierKey);
  const key = known ?? (await ownKey(world, store, statements));
  const log = await logOfKeys([key, ...others], statements);
  const file = setting(world, "LEDGER_KEY_FILE") ?? `${dataFolder}/ledger.key`;
  const whose = known === undefined ? `of ${file}` : "given";
  const source = `${whose}: ${[key, ...others].map(formatVerifierKey).join(", ")}`;
  return { key, log, source };
}

const NOTES_READ = 20;

async function ownKey(
  world: World,
  { database, dataFolder }: Store,
  statements: readonly string[],
): Promise<VerifierKey> {
  const publicKey = await ownPublicKey(world, dataFolder);
  if (publicKey === undefined) {
    const advice = "use --key with the server's verifier key, or set its DATA_DIR";
    throw new CommandError(`There is no ledger.key in ${dataFolder}: ${advice}.`);
  }
  const base = setting(world, "LEDGER_ORIGIN");
  const notes = await newestCheckpointNotes(database, NOTES_READ);
  if (base !== undefined) return (await currentLog(base, publicKey, { notes, statements })).key;
  const origin = await originOf(notes, publicKey, statements);
  return newVerifierKey(origin, "note", publicKey);
}

/** From the private key, or as a server keeps it that uses a signer. */
async function ownPublicKey(world: World, folder: string): Promise<Uint8Array | undefined> {
  if (setting(world, "LEDGER_SIGNER") !== undefined) return readKey(folder, "ledger.public");
  const file = setting(world, "LEDGER_KEY_FILE");
  const seed = file === undefined ? readKey(folder, "ledger.key") : readKeyFile(file);
  return seed && (await newSignerKey(NO_ORIGIN, "note", seed)).publicKey;
}

/**
 * The log name in the newest checkpoint that the key signed, or one that it replaced. A checkpoint
 * that was tampered with must not determine the name that the others are verified with.
 */
async function originOf(
  notes: readonly string[],
  publicKey: Uint8Array,
  statements: readonly string[],
): Promise<string> {
  for (const note of notes) {
    const origin = originOfNote(note);
    if (origin === undefined) continue;
    const key = newVerifierKey(origin, "note", publicKey);
    if (await isSignedBy(key, statements, note)) return origin;
  }
  return NO_ORIGIN;
}

/** Used as the name of a log without any checkpoint signed by this key. */
const NO_ORIGIN = "indelible";
