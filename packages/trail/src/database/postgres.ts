import { default as pg } from "pg";
import type { Database } from "./database.ts";
import { POOL_SETTINGS, PooledDatabase } from "./pool.ts";

/** How to reach PostgreSQL, version 15 or later. */
export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** Connections at most; 10 unless told. */
  readonly connectionsMax?: number;
  /** Told of errors of idle connections, which the pool replaces by itself. */
  readonly onIdleError?: (error: Error) => void;
}

/** A pool of connections to PostgreSQL; the caller closes it. */
export function openPostgres(options: PostgresOptions): Database {
  const pool = new pg.Pool({
    ...POOL_SETTINGS,
    connectionString: options.url,
    max: options.connectionsMax ?? 10,
  });
  pool.on("error", (error) => options.onIdleError?.(error));
  return new PooledDatabase("postgres", pool);
}
