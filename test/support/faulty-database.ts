import type { Database } from "@indelible/trail";

/** What became of the statement that failed: it never ran, or it ran and its answer was lost. */
export const OUTCOMES = ["not landed", "landed"] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** The failure that a test asked for. */
export class Fault extends Error {
  override readonly name = "Fault";
}

/** A database whose `failing`-th statement, counted from 1, fails. */
export interface FaultyDatabase extends Database {
  /** Whether that statement was reached. */
  hasFailed(): boolean;
}

/** Wraps a database, to fail one statement. Closing it leaves the database open. */
export function faultyDatabase(
  database: Database,
  failing: number,
  outcome: Outcome,
): FaultyDatabase {
  let count = 0;
  async function run<T>(statement: () => Promise<T>): Promise<T> {
    count += 1;
    const fails = count === failing;
    if (fails && outcome === "not landed") throw new Fault(`Statement ${failing} was not sent.`);
    const result = await statement();
    if (fails) throw new Fault(`The answer of statement ${failing} was lost.`);
    return result;
  }
  const wrap = (inner: Database): Database => ({
    kind: inner.kind,
    query: (statement, values) => run(() => inner.query(statement, values)),
    script: (sql) => run(() => inner.script(sql)),
    transaction: (work) => inner.transaction((connection) => work(wrap(connection))),
    session: (work) => inner.session((connection) => work(wrap(connection))),
    close: async () => {},
  });
  return { ...wrap(database), hasFailed: () => count >= failing };
}
