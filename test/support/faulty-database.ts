import type { Database } from "@indelible/trail";

/** What happened to the failed statement: it never ran, or it ran and its response was lost. */
export const OUTCOMES = ["not committed", "committed"] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** The failure that a test requested. */
export class Fault extends Error {
  override readonly name = "Fault";
}

/** A database whose `failing`-th statement, counted from 1, fails. */
export interface FaultyDatabase extends Database {
  /** Whether that statement was executed. */
  hasFailed(): boolean;
}

/** Wraps a database to make one statement fail. Closing it does not close the database. */
export function faultyDatabase(
  database: Database,
  failing: number,
  outcome: Outcome,
): FaultyDatabase {
  let count = 0;
  async function run<T>(statement: () => Promise<T>): Promise<T> {
    count += 1;
    const fails = count === failing;
    if (fails && outcome === "not committed") throw new Fault(`Statement ${failing} was not sent.`);
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
