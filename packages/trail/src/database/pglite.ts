import { PGlite, type Transaction } from "@electric-sql/pglite";
import type { Database, Statement } from "./database.ts";

const INT8_OID = 20;
const PARSERS = { parsers: { [INT8_OID]: Number } };

/** PGlite clears its shared memory at every start, a second for each 128 MB, which are the default. */
const START = [...PGlite.defaultStartParams, "-c", "shared_buffers=32MB"];

class PgliteConnection implements Database {
  readonly kind = "pglite";
  protected readonly client: PGlite | Transaction;

  constructor(client: PGlite | Transaction) {
    this.client = client;
  }

  async query<Row extends object>(statement: Statement, values: readonly unknown[]) {
    const result = await this.client.query<Row>(statement.text, [...values], PARSERS);
    return result.rows;
  }

  async script(sql: string): Promise<void> {
    await this.client.exec(sql);
  }

  transaction<T>(work: (connection: Database) => Promise<T>): Promise<T> {
    return work(this);
  }

  async close(): Promise<void> {}
}

class PgliteDatabase extends PgliteConnection {
  readonly #client: PGlite;

  constructor(client: PGlite) {
    super(client);
    this.#client = client;
  }

  override transaction<T>(work: (connection: Database) => Promise<T>): Promise<T> {
    return this.#client.transaction((transaction) => work(new PgliteConnection(transaction)));
  }

  override async script(sql: string): Promise<void> {
    await this.#client.transaction(async (transaction) => {
      await transaction.exec(sql);
    });
  }

  override close(): Promise<void> {
    return this.#client.close();
  }
}

/** Where an embedded database lives. */
export interface PgliteOptions {
  /** A folder, made when missing; undefined keeps the database in memory. */
  readonly folder?: string;
  /** A data directory to start from, as made by PGlite's `dumpDataDir`. */
  readonly loadFrom?: Blob;
}

/**
 * PostgreSQL inside this process. One process at a time may open a folder: that is for the caller
 * to ensure, since PGlite does not.
 */
export async function openPglite(options: PgliteOptions = {}): Promise<Database> {
  return new PgliteDatabase(
    await PGlite.create({
      startParams: START,
      ...(options.folder === undefined ? {} : { dataDir: options.folder }),
      ...(options.loadFrom === undefined ? {} : { loadDataDir: options.loadFrom }),
    }),
  );
}
