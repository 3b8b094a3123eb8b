/** An SQL statement: text with `$n` parameters, and a name for its prepared plan. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/**
 * The database that the trail needs. Values are returned as: int8 `number`, timestamptz `Date`,
 * json and jsonb parsed, bytea `Uint8Array`, arrays as arrays.
 *
 * Each statement runs in its own transaction. An error has the five-character SQLSTATE as `code`.
 */
export interface Database {
  /** `postgres` allows many connections; `pglite` has one process and one connection. */
  readonly kind: "postgres" | "pglite";
  query<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
  /** Runs several statements, separated by semicolons, in one transaction. */
  script(sql: string): Promise<void>;
  /** Runs `work` on one connection in one transaction; it rolls back if `work` rejects. */
  transaction<T>(work: (connection: Database) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The SQLSTATE of a database error; undefined for any other error. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" && error.code.length === 5 ? error.code : undefined;
}

/** A field of a database error, such as `constraint` or `detail`; empty if it has none. */
export function errorField(error: unknown, field: "constraint" | "detail"): string {
  if (typeof error !== "object" || error === null || !(field in error)) return "";
  return String((error as Record<string, unknown>)[field] ?? "");
}
