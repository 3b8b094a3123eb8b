import { PGlite } from "@electric-sql/pglite";
import pg, { type Pool } from "pg";
import type { Database } from "./database.ts";
import { PgliteStream } from "./pglite-stream.ts";
import { POOL_SETTINGS, PooledDatabase } from "./pool.ts";

/** PGlite clears its shared memory at every start, a second for each 128 MB, which are the default. */
const START = [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB"];

class PgliteDatabase extends PooledDatabase {
  readonly #client: PGlite;

  constructor(client: PGlite, pool: Pool) {
    super("pglite", pool);
    this.#client = client;
  }

  override async close(): Promise<void> {
    await super.close();
    await this.#client.close();
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
  const client = await PGlite.create({
    startParams: START,
    ...(options.folder === undefined ? {} : { dataDir: options.folder }),
    ...(options.loadFrom === undefined ? {} : { loadDataDir: options.loadFrom }),
  });
  const pool = new pg.Pool({
    ...POOL_SETTINGS,
    user: "postgres",
    database: "postgres",
    ssl: false,
    // It has a single session, so that a second connection would share its transactions.
    max: 1,
    idleTimeoutMillis: 0,
    stream: () => new PgliteStream(client),
  });
  return new PgliteDatabase(client, pool);
}
