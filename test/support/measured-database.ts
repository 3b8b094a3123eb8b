import type { Database } from "@indelible/trail";

/** A database that measures what its statements return. */
export interface MeasuredDatabase extends Database {
  /** The most characters of one result, as JSON, since the last `reset`. */
  largest(): number;
  /** The characters of all results. */
  total(): number;
  reset(): void;
}

/** Wraps a database to measure the results of its statements, outside transactions. */
export function measuredDatabase(database: Database): MeasuredDatabase {
  let sizes: number[] = [];
  return {
    kind: database.kind,
    query: async <Row extends object>(...[statement, values]: Parameters<Database["query"]>) => {
      const rows = await database.query<Row>(statement, values);
      sizes.push(JSON.stringify(rows).length);
      return rows;
    },
    script: (sql) => database.script(sql),
    transaction: (work) => database.transaction(work),
    session: (work) => database.session(work),
    close: () => database.close(),
    largest: () => Math.max(0, ...sizes),
    total: () => sizes.reduce((sum, size) => sum + size, 0),
    reset: () => {
      sizes = [];
    },
  };
}
