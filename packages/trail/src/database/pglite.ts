import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg, { type Pool } from "pg";
import { TrailError } from "../errors.ts";
import { unopened } from "./damage.ts";
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
 * ensure this, since PGlite does not. Fails with TrailError `damaged` if the files in the folder are
 * not those of a database that this version can open.
 */
export async function openPglite(options: PgliteOptions = {}): Promise<Database> {
  const client = await openClient(options);
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

async function openClient({ folder, loadFrom }: PgliteOptions): Promise<PGlite> {
  if (folder !== undefined) requireDatabase(folder);
  try {
    return await PGlite.create({
      startParams: START,
      ...(folder === undefined ? {} : { dataDir: folder }),
      ...(loadFrom === undefined ? {} : { loadDataDir: loadFrom }),
    });
  } catch (cause) {
    if (folder === undefined || isSystemError(cause)) throw cause;
    const reason = "its files are damaged or of another version";
    throw new TrailError("damaged", unopened(folder, reason), { cause });
  }
}

/** The client would create a new database over files that have lost this one. */
function requireDatabase(folder: string): void {
  const isNew = !existsSync(folder) || readdirSync(folder).length === 0;
  if (isNew || existsSync(join(folder, "PG_VERSION"))) return;
  throw new TrailError("damaged", unopened(folder, "the file PG_VERSION is missing"));
}

/** Such as a folder that may not be read. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && "errno" in error && "syscall" in error;
}
