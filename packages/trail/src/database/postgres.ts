import { default as pg } from "pg";
import type { Database } from "./database.ts";
import { POOL_SETTINGS, PooledDatabase } from "./pool.ts";

/** How to reach PostgreSQL, version 15 or later. */
export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** Maximum connections, by default 10. */
  readonly connectionsMax?: number;
  /** Receives errors of idle connections, which the pool replaces. */
  readonly onIdleError?: (error: Error) => void;
}

/** Opens a pool of connections to PostgreSQL, which the caller closes. */
export function openPostgres(options: PostgresOptions): Database {
  const pool = new pg.Pool({
    ...POOL_SETTINGS,
    connectionString: options.url,
    max: options.connectionsMax ?? 10,
  });
  pool.on("error", (error) => options.onIdleError?.(error));
  return new PooledDatabase("postgres", pool);
}
