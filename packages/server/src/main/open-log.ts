import {
  type ChainedKey,
  formatVerifierKey,
  keyChain,
  type LogIdentity,
  logOfKeys,
  type Signer,
  type VerifierKey,
} from "@indelible/ledger";
import {
  type CheckpointStore,
  currentLog,
  type Database,
  isEarlierLog,
  keyChanges,
  newestCheckpointNotes,
  originOfNote,
  TrailError,
} from "@indelible/trail";
import type { LedgerKeys } from "./ledger-keys.ts";

/** The current log of a server. */
export interface OpenLog {
  /** The key that signs. */
  readonly key: VerifierKey;
  /** All keys that the log has had, oldest first; the last one signs. */
  readonly chain: readonly ChainedKey[];
  readonly log: LogIdentity;
  readonly signer: Signer;
  /** The signer of the key before, as long as it is there. */
  readonly formerSigner: Signer | undefined;
  /** The statements that replaced keys of this log and of closed ones. */
  readonly statements: readonly string[];
  /** Where the newest signed checkpoint of this log is kept. */
  readonly checkpointStore: CheckpointStore;
}

/** What the log is opened from. */
export interface OpenLogOptions {
  readonly database: Database;
  readonly keys: LedgerKeys;
  readonly checkpointStore: CheckpointStore;
  /** The name of the first log of the installation. */
  readonly base: string;
}

/** Any of them shows the current log. */
const NOTES_READ = 20;

/**
 * The current log: the newest one that the key of this server, or one that statements connect with
 * it, signed. A checkpoint that is kept of an earlier log, which was closed, does not count. Fails with
 * TrailError `ledger-key` if the key was replaced by another one.
 */
export async function openLog(options: OpenLogOptions): Promise<OpenLog> {
  const { database, keys, checkpointStore } = options;
  const kept = checkpointStore.load();
  const notes = [kept ?? "", ...(await newestCheckpointNotes(database, NOTES_READ))];
  const stored = (await keyChanges(database)).map(({ note }) => note);
  const statements = [...new Set([...keys.statements.load(), ...stored])];
  const { current, former } = keys;
  const { key } = await currentLog(options.base, current.publicKey, { notes, statements });
  const chain = await keyChain(key, statements);
  requireLast(chain, key);
  const keptOrigin = kept === undefined ? undefined : originOfNote(kept);
  const isClosed = keptOrigin !== undefined && isEarlierLog(keptOrigin, key.name);
  const previous = chain.at(-2)?.key.publicKey;
  const isFormer = former && previous && Buffer.from(previous).equals(former.publicKey);
  return {
    key,
    chain,
    log: await logOfKeys([key], statements),
    signer: current.signer(key.name),
    formerSigner: isFormer ? former.signer(key.name) : undefined,
    statements,
    checkpointStore: isClosed ? { ...checkpointStore, load: () => undefined } : checkpointStore,
  };
}

function requireLast(chain: readonly ChainedKey[], key: VerifierKey): void {
  const last = chain.at(-1)?.key ?? key;
  if (last.keyId === key.keyId) return;
  const found = `The key of the ledger was replaced. The new key is ${formatVerifierKey(last)}.`;
  throw new TrailError("ledger-key", `${found} Start the server with that key.`);
}
