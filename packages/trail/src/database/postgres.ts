import { type Pool, type PoolClient, default as pg } from "pg";
import type { Database, Statement } from "./database.ts";

const { Pool: PgPool, types } = pg;
const INT8_OID = 20;

/** How to reach PostgreSQL, version 15 or later. */
export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** Connections at most; 10 unless told. */
  readonly connectionsMax?: number;
  /** Told of errors of idle connections, which the pool replaces by itself. */
  readonly onIdleError?: (error: Error) => void;
}

/** Compiling a statement takes PostgreSQL a second; ours run for milliseconds. */
const SESSION = "-c jit=off";

class PostgresConnection implements Database {
  readonly kind = "postgres";
  protected readonly client: Pool | PoolClient;

  constructor(client: Pool | PoolClient) {
    this.client = client;
  }

  async query<Row extends object>(statement: Statement, values: readonly unknown[]) {
    const result = await this.client.query<Row>({ ...statement, values: [...values] });
    return result.rows;
  }

  async script(sql: string): Promise<void> {
    await this.client.query(sql);
  }

  transaction<T>(work: (connection: Database) => Promise<T>): Promise<T> {
    return work(this);
  }

  async close(): Promise<void> {}
}

class PostgresDatabase extends PostgresConnection {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    super(pool);
    this.#pool = pool;
  }

  override async transaction<T>(work: (connection: Database) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    // Without a listener, a connection that ends between two statements would end the process.
    const onError = (error: Error) => {
      broken = error;
    };
    client.on("error", onError);
    try {
      await client.query("begin");
      const result = await work(new PostgresConnection(client));
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback").catch((failed: Error) => {
        broken = failed;
      });
      throw error;
    } finally {
      client.off("error", onError);
      // A connection that cannot roll back is destroyed, so that nobody inherits its transaction.
      client.release(broken);
    }
  }

  override close(): Promise<void> {
    return this.#pool.end();
  }
}

/** A pool of connections to PostgreSQL; the caller closes it. */
export function openPostgres(options: PostgresOptions): Database {
  const pool = new PgPool({
    connectionString: options.url,
    max: options.connectionsMax ?? 10,
    options: SESSION,
    types: {
      getTypeParser: (oid, format) =>
        oid === INT8_OID ? Number : types.getTypeParser(oid, format),
    },
  });
  pool.on("error", (error) => options.onIdleError?.(error));
  return new PostgresDatabase(pool);
}
