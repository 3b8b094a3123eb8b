import { once } from "node:events";
import {
  type DatabaseError,
  type Pool,
  type PoolClient,
  type PoolConfig,
  default as pg,
  type QueryConfig,
} from "pg";
import type { TrailError } from "../errors.ts";
import type { Availability } from "./availability.ts";
import { type Database, type Statement, sqlState } from "./database.ts";
import { isUnavailable, withUnavailable } from "./unavailable.ts";

const { types } = pg;
const INT8_OID = 20;
const DEADLOCK_DETECTED = "40P01";
/** How often a statement runs in total when deadlocks end it. */
const ATTEMPTS_MAX = 5;
/** Milliseconds that closing waits for connections that do not end. */
const CLOSE_MILLISECONDS = 5_000;
/** Milliseconds, in effect without limit: the most that a timer can wait. */
const UNLIMITED = 2 ** 31 - 1;

/** The options of every pool: values as {@link Database} returns them. */
export const POOL_SETTINGS: PoolConfig = {
  // Compiling a statement takes PostgreSQL a second; ours run for milliseconds, so JIT does not
  // pay.
  options: "-c jit=off",
  types: {
    getTypeParser: (oid, format) => (oid === INT8_OID ? Number : types.getTypeParser(oid, format)),
  },
};

/** One connection, in a transaction that its owner ends. */
class Connection implements Database {
  readonly kind: Database["kind"];
  readonly #client: PoolClient;

  constructor(kind: Database["kind"], client: PoolClient) {
    this.kind = kind;
    this.#client = client;
  }

  async query<Row extends object>(statement: Statement, values: readonly unknown[]) {
    try {
      return await this.#rows<Row>({ ...statement, values: [...values] });
    } catch (error) {
      // The driver creates the error where bytes arrive: its stack should show the caller.
      if (error instanceof Error) Error.captureStackTrace(error);
      throw withUnavailable(error);
    }
  }

  /**
   * With a callback, because the promise of the driver keeps the rows of earlier queries alive for
   * several garbage collections: reading page after page costs three times as much.
   */
  #rows<Row extends object>(query: QueryConfig): Promise<Row[]> {
    return new Promise((resolve, reject) => {
      this.#client.query<Row>(query, (error, result) =>
        error ? reject(error) : resolve(result.rows),
      );
    });
  }

  async script(sql: string): Promise<void> {
    const query: QueryConfig & { query_timeout: number } = { text: sql, query_timeout: UNLIMITED };
    await run(this.#client, query);
  }

  transaction<T>(work: (connection: Database) => Promise<T>): Promise<T> {
    return work(this);
  }

  session<T>(work: (connection: Database) => Promise<T>): Promise<T> {
    return work(this);
  }

  async close(): Promise<void> {}
}

/** One connection, with any number of transactions in turn. */
class Session extends Connection {
  readonly #client: PoolClient;
  readonly #giveUp: (error: Error) => void;

  constructor(kind: Database["kind"], client: PoolClient, giveUp: (error: Error) => void) {
    super(kind, client);
    this.#client = client;
    this.#giveUp = giveUp;
  }

  override transaction<T>(work: (connection: Database) => Promise<T>): Promise<T> {
    return inTransaction(this.kind, this.#client, this.#giveUp, work);
  }
}

async function inTransaction<T>(
  kind: Database["kind"],
  client: PoolClient,
  giveUp: (error: Error) => void,
  work: (connection: Database) => Promise<T>,
): Promise<T> {
  await run(client, { text: "begin" });
  try {
    const result = await work(new Connection(kind, client));
    await run(client, { text: "commit" });
    return result;
  } catch (error) {
    await client.query("rollback").catch(giveUp);
    throw error;
  }
}

async function run(client: PoolClient, query: QueryConfig): Promise<void> {
  try {
    await client.query(query);
  } catch (error) {
    throw withUnavailable(error);
  }
}

/** The database behind a pool, which it owns and closes. */
export class PooledDatabase implements Database {
  readonly kind: Database["kind"];
  readonly #pool: Pool;
  readonly #availability: Availability | undefined;
  /** Connections that have not ended yet. */
  #open = 0;

  constructor(kind: Database["kind"], pool: Pool, availability?: Availability) {
    this.kind = kind;
    this.#pool = pool;
    this.#availability = availability;
    pool.on("connect", () => {
      this.#open += 1;
    });
    pool.on("remove", () => {
      this.#open -= 1;
    });
  }

  /**
   * Runs a statement again when the database ended it to resolve a deadlock, at most 5 times in
   * total: its transaction was rolled back, so it has written nothing. It then sees what the others
   * wrote; a commit, for example, finds that its document was changed.
   */
  async query<Row extends object>(
    statement: Statement,
    values: readonly unknown[],
  ): Promise<Row[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#borrow((client) =>
          new Connection(this.kind, client).query<Row>(statement, values),
        );
      } catch (error) {
        if (attempt >= ATTEMPTS_MAX || sqlState(error) !== DEADLOCK_DETECTED) throw error;
      }
    }
  }

  script(sql: string): Promise<void> {
    return this.#borrow((client) => new Connection(this.kind, client).script(sql));
  }

  transaction<T>(work: (connection: Database) => Promise<T>): Promise<T> {
    return this.#borrow((client, giveUp) => inTransaction(this.kind, client, giveUp, work));
  }

  session<T>(work: (connection: Database) => Promise<T>): Promise<T> {
    return this.#borrow(async (client, giveUp) => {
      try {
        return await work(new Session(this.kind, client, giveUp));
      } finally {
        await client.query("select pg_advisory_unlock_all()").catch(giveUp);
      }
    });
  }

  /**
   * Resolves when every connection has ended, which the pool's own `end` does not wait for, or
   * after 5 seconds: a database that does not answer must not prevent a stop.
   */
  async close(): Promise<void> {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), CLOSE_MILLISECONDS);
    const late = once(deadline.signal, "abort");
    await Promise.race([this.#end(), late]);
    clearTimeout(timer);
  }

  async #end(): Promise<void> {
    await this.#pool.end();
    while (this.#open > 0) await once(this.#pool, "remove");
  }

  async #borrow<T>(
    work: (client: PoolClient, giveUp: (error: Error) => void) => Promise<T>,
  ): Promise<T> {
    try {
      const result = await this.#lend(await this.#connect(), work);
      this.#availability?.succeeded();
      return result;
    } catch (error) {
      if (isUnavailable(error)) this.#availability?.failed(error);
      throw error;
    }
  }

  async #connect(): Promise<PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw withUnavailable(error);
    }
  }

  /**
   * Lends a connection. A connection that is broken or could not roll back is not used again; one
   * whose statement the database refused is, while the pool by default would replace it.
   */
  async #lend<T>(
    client: PoolClient,
    work: (client: PoolClient, giveUp: (error: Error) => void) => Promise<T>,
  ): Promise<T> {
    let broken: Error | undefined;
    const giveUp = (error: Error) => {
      broken = error;
    };
    // Without a listener, a connection that ends between two statements would terminate the
    // process.
    client.on("error", giveUp);
    try {
      return await work(client, giveUp);
    } catch (error) {
      if (isFatal(error)) giveUp(error);
      throw error;
    } finally {
      client.off("error", giveUp);
      client.release(broken);
    }
  }
}

/**
 * Whether the database closes the connection after this error, or another connection may reach a
 * database that can be used.
 */
function isFatal(error: unknown): error is DatabaseError | TrailError {
  if (isUnavailable(error)) return true;
  return error instanceof pg.DatabaseError && error.severity !== "ERROR";
}
