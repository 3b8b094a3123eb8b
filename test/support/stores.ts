import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { DataFolderError, holdDataFolder } from "@indelible/data-folder";
import {
  type Database,
  migrate,
  openPglite,
  openPostgres,
  type Statement,
  sha256Hex,
  trailMigrations,
} from "@indelible/trail";
import { describe, inject } from "vitest";
import { createDatabase, type TestDatabase } from "./postgres.ts";

/** The two databases that everything must work on. */
export const STORES = ["pglite", "postgres"] as const;

export type StoreKind = (typeof STORES)[number];

/** A migrated, empty database of a test; closing it removes it. */
export async function openStore(kind: StoreKind): Promise<Database> {
  return kind === "pglite" ? openEmbedded() : (await openServer()).database;
}

/** A migrated database on the run's PostgreSQL, without connections. */
export async function migratedDatabase(): Promise<TestDatabase> {
  migrated ??= makeMigrated();
  return createDatabase(inject("postgresSocketUrl"), { template: await migrated });
}

/** The same, opened, with its URL for further connections. */
export async function openServer(): Promise<{ database: Database; url: string }> {
  const created = await migratedDatabase();
  const database = openPostgres({ url: created.url });
  const close = database.close.bind(database);
  database.close = async () => {
    await close();
    await created.drop();
  };
  return { database, url: created.url };
}

/**
 * The name of a migrated database to copy, one for each worker; it is deleted with the run's
 * PostgreSQL.
 */
let migrated: Promise<string> | undefined;

async function makeMigrated(): Promise<string> {
  const { url } = await createDatabase(inject("postgresSocketUrl"));
  const database = openPostgres({ url });
  await migrate(database, "trail", trailMigrations(), sha256Hex);
  await database.close();
  return new URL(url).pathname.slice(1);
}

/** Runs the same cases on both databases. */
export function describeStores(
  name: string,
  cases: (open: () => Promise<Database>, kind: StoreKind) => void,
): void {
  describe.each(STORES)(`${name} on %s`, (kind) => cases(() => openStore(kind), kind));
}

const CACHE = new URL("../../node_modules/.cache/indelible/", import.meta.url);

/**
 * A migrated, empty PGlite, in memory or in a folder that is created. Starting an empty one takes
 * seconds; from an image that is built once, a fraction of a second.
 */
export async function openEmbedded(folder?: string): Promise<Database> {
  const key = createHash("sha256").update(IMAGE_VERSION);
  for (const { sql } of trailMigrations()) key.update(`${sql}\0`);
  const image = new URL(`trail-${key.digest("hex").slice(0, 16)}.tar`, CACHE);
  while (!existsSync(image)) await makeImageOnce(image);
  const loadFrom = new Blob([readFileSync(image)]);
  return openPglite({ loadFrom, ...(folder === undefined ? {} : { folder }) });
}

/** Creates such a database in the data folder of a server. */
export async function prepareDataFolder(folder: string): Promise<void> {
  await (await openEmbedded(join(folder, "database"))).close();
}

/** If several processes need the image, only one builds it, because this uses all processors. */
async function makeImageOnce(image: URL): Promise<void> {
  const held = await holdDataFolder(fileURLToPath(CACHE)).catch(unlessInUse);
  if (held === undefined) return delay(IMAGE_POLL_MS);
  try {
    if (!existsSync(image)) await makeImage(image);
  } finally {
    held.release();
  }
}

function unlessInUse(error: unknown): undefined {
  if (!(error instanceof DataFolderError && error.code === "in-use")) throw error;
}

const IMAGE_POLL_MS = 100;

/** Change it together with {@link makeImage}. */
const IMAGE_VERSION = "2";

/** A migrated data directory, as small as possible, because every start copies its files. */
async function makeImage(file: URL): Promise<void> {
  const client = await PGlite.create({ initDbStartParams: ["--wal-segsize=1"] });
  await client.exec("update pg_database set datistemplate = false");
  await client.exec("drop database template0");
  await client.exec("drop database template1");
  await migrate(throughClient(client), "trail", trailMigrations(), sha256Hex);
  await client.exec("checkpoint");
  const dump = await client.dumpDataDir("none");
  await client.close();
  const unfinished = new URL(`${file.href}.${randomBytes(6).toString("hex")}`);
  writeFileSync(unfinished, Buffer.from(await dump.arrayBuffer()));
  renameSync(unfinished, file);
}

/** A client as a database without transactions: if a statement fails, no image is built. */
function throughClient(client: PGlite): Database {
  const database: Database = {
    kind: "pglite",
    query: async <Row extends object>({ text }: Statement, values: readonly unknown[]) =>
      (await client.query<Row>(text, [...values])).rows,
    script: async (sql) => void (await client.exec(sql)),
    transaction: (work) => work(database),
    session: (work) => work(database),
    close: () => client.close(),
  };
  return database;
}
