import type { Database, Statement } from "../database/database.ts";
import { TrailError } from "../errors.ts";

/**
 * A database whose every statement waits for its turn first, so that a long check becomes a series of
 * short ones, with pauses between them. It has no transactions.
 */
export function pacedDatabase(database: Database, turn: () => Promise<void>): Database {
  return {
    kind: database.kind,
    query: async <Row extends object>(statement: Statement, values: readonly unknown[]) => {
      await turn();
      return database.query<Row>(statement, values);
    },
    script: noTransaction,
    transaction: noTransaction,
    session: noTransaction,
    close: noTransaction,
  };
}

function noTransaction(): never {
  throw new TrailError("definition", "A check in the background has no transactions or cursors.");
}
