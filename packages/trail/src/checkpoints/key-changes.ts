import {
  formatVerifierKey,
  LedgerError,
  MAX_CHAINED_KEYS,
  openKeyStatement,
  openNote,
  type Verifier,
} from "@indelible/ledger";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";

/** A stored statement that replaced a key of the ledger. It may be forged. */
export interface KeyChange {
  /** A signed key statement (docs/formats/ledger.md). */
  readonly note: string;
  /** The event that states it; null if a restored backup lacks the event. */
  readonly eventNumber: number | null;
}

const CHANGES = sqlFile("key-changes");
const ADD = sqlFile("add-key-change");

/** The stored key changes of all logs of a database, oldest first; 1,000 at most. */
export function keyChanges(database: Database): Promise<KeyChange[]> {
  return database.query<KeyChange>(CHANGES, [MAX_CHAINED_KEYS]);
}

/** Stores a key change unless its statement is stored already. Only the owner of the tables may. */
export async function addKeyChange(
  database: Database,
  { note, eventNumber }: KeyChange,
  now: Date,
): Promise<void> {
  await database.query(ADD, [note, eventNumber, now]);
}

/** The verifier key string of the key that replaced one, by the statements that this one signed. */
export async function successorOf(
  key: Verifier,
  statements: readonly string[],
): Promise<string | undefined> {
  for (const note of statements) {
    try {
      const { oldKey, newKey } = await openKeyStatement(note);
      if (oldKey.keyId !== key.keyId || oldKey.name !== key.name) continue;
      await openNote(note, [key]);
      return formatVerifierKey(newKey);
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
    }
  }
  return undefined;
}
