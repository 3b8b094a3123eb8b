import { default as pg } from "pg";
import { Availability, type AvailabilityChange } from "./availability.ts";
import type { Database } from "./database.ts";
import { POOL_SETTINGS, PooledDatabase } from "./pool.ts";
import { isUnavailable, withUnavailable } from "./unavailable.ts";

/** Maximum milliseconds to wait for a new connection, and for a free one when all are in use. */
const CONNECT_MILLISECONDS = 10_000;
/** Milliseconds before packets are sent to find out whether the other side still exists. */
const KEEP_ALIVE_MILLISECONDS = 10_000;

/** How to reach PostgreSQL, version 15 or later. */
export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** Maximum connections, by default 10. */
  readonly connectionsMax?: number;
  /** Maximum milliseconds of a statement, except scripts; by default unlimited. */
  readonly statementMilliseconds?: number;
  /** Called when the database becomes unavailable, and when it is available again. */
  readonly onAvailability?: (change: AvailabilityChange) => void;
}

/**
 * Opens a pool of connections to PostgreSQL, which the caller closes. A statement fails with
 * `unavailable` when no connection can be had within 10 seconds, when the database does not answer
 * within `statementMilliseconds`, or when it is stopping, full or read-only.
 */
export function openPostgres(options: PostgresOptions): Database {
  const { statementMilliseconds } = options;
  const pool = new pg.Pool({
    ...POOL_SETTINGS,
    connectionString: options.url,
    max: options.connectionsMax ?? 10,
    connectionTimeoutMillis: Math.min(CONNECT_MILLISECONDS, statementMilliseconds ?? Infinity),
    query_timeout: statementMilliseconds,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MILLISECONDS,
  });
  const availability = new Availability(options.onAvailability ?? (() => {}));
  // An idle connection that ends is replaced; together with others it shows an outage.
  pool.on("error", (error) => {
    const reason = withUnavailable(error);
    if (isUnavailable(reason)) availability.failed(reason);
  });
  return new PooledDatabase("postgres", pool, availability);
}
