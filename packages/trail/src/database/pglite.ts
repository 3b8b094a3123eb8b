import { PGlite } from "@electric-sql/pglite";
import pg, { type Pool } from "pg";
import type { Database } from "./database.ts";
import { PgliteStream } from "./pglite-stream.ts";
import { POOL_SETTINGS, PooledDatabase } from "./pool.ts";

/**
 * PGlite clears its shared memory at every start, which takes a second for the default of 128 MB.
 */
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

/** The location of an embedded database. */
export interface PgliteOptions {
  /** A folder, created if missing; undefined for a database in memory. */
  readonly folder?: string;
  /** A data directory to start from, created by PGlite's `dumpDataDir`. */
  readonly loadFrom?: Blob;
}

/**
 * PostgreSQL inside this process. Only one process at a time may open a folder; the caller must
 * ensure this, since PGlite does not.
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
    // It has a single session, so a second connection would share its transactions.
    max: 1,
    idleTimeoutMillis: 0,
    stream: () => new PgliteStream(client),
  });
  return new PgliteDatabase(client, pool);
}
