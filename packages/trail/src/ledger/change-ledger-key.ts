import {
  type LogIdentity,
  type Signer,
  signKeyStatement,
  type VerifierKey,
} from "@indelible/ledger";
import { CheckpointOpener } from "../checkpoints/checkpoint-opener.ts";
import { addKeyChange } from "../checkpoints/key-changes.ts";
import type { Database } from "../database/database.ts";
import { TrailError } from "../errors.ts";
import type { CheckpointStore } from "./checkpoint-store.ts";
import { judge } from "./judge.ts";
import { Sequencer } from "./sequencer.ts";
import { SEQUENCER_LOCK, SEQUENCER_WAIT } from "./sequencer-lock.ts";
import { surveyLedger } from "./survey.ts";

/** A public key, and what signs with its private key. */
export interface LedgerKeyPair {
  readonly key: VerifierKey;
  readonly signer: Signer;
}

/** How to replace the key of a ledger. */
export interface KeyChangeOptions {
  readonly database: Database;
  /** The log, with all keys that it has had. */
  readonly log: LogIdentity;
  readonly oldKey: LedgerKeyPair;
  /** Of the same name; a key that the log never had. */
  readonly newKey: LedgerKeyPair;
  readonly checkpointStore: CheckpointStore;
  /** Returns the nonces of the server's events (`Sealer.nonce`). */
  readonly nonceOf: (text: string) => string;
  readonly clock: () => Date;
  /** Records one event that states the signed statement, on the connection; returns its number. */
  readonly record: (connection: Database, statement: string) => Promise<number>;
}

/**
 * Replaces the key of a ledger: proves all events with the old key, lets both keys sign the statement,
 * and records it. Returns the statement; the caller keeps it, and signs with the new key from here on.
 * The servers must be stopped, and the database role must own the trail's tables. Fails with `input`
 * if the ledger is not in order, or if the new key cannot replace the old one: docs/adr/key-rotation.md.
 */
export async function changeLedgerKey(options: KeyChangeOptions): Promise<string> {
  requireNewKey(options);
  await proveAll(options);
  return options.database.session(async (connection) => {
    await connection.query(SEQUENCER_WAIT, [SEQUENCER_LOCK]);
    const { log, oldKey, newKey, checkpointStore, clock } = options;
    const opener = new CheckpointOpener(log);
    const note = checkpointStore.load();
    const kept = note === undefined ? undefined : await opener.openNote(note);
    const { facts } = await surveyLedger(connection, opener, kept);
    if (kept === undefined || judge(facts).kind !== "append") {
      throw new TrailError("input", "The ledger is being extended by a server: stop all servers.");
    }
    const tree = { size: kept.size, root: kept.root };
    const change = { origin: log.origin, tree, oldKey: oldKey.key, newKey: newKey.key };
    const statement = await signKeyStatement(change, oldKey.signer, newKey.signer);
    await connection.transaction(async (transaction) => {
      const eventNumber = await options.record(transaction, statement);
      await addKeyChange(transaction, { note: statement, eventNumber }, clock());
    });
    return statement;
  });
}

function requireNewKey({ log, newKey }: KeyChangeOptions): void {
  if (!log.verifiers.some(({ keyId }) => keyId === newKey.key.keyId)) return;
  throw new TrailError("input", "The new key is one that this ledger has or had: use another one.");
}

/** The old key signs all that was recorded before. */
async function proveAll({ oldKey, ...options }: KeyChangeOptions): Promise<void> {
  const sequencer = new Sequencer({ ...options, signer: oldKey.signer });
  await sequencer.open();
  await sequencer.drain();
  const alarm = sequencer.alarms.find(({ stops }) => stops);
  if (alarm === undefined) return;
  throw new TrailError("input", `The ledger is not in order: ${alarm.found} ${alarm.advice}`);
}
