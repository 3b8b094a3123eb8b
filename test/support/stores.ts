import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import {
  type Database,
  migrate,
  openPglite,
  openPostgres,
  sha256Hex,
  trailMigrations,
} from "@indelible/trail";
import { describe, inject } from "vitest";
import { createDatabase } from "./postgres.ts";

/** The two databases that everything must work on alike. */
export const STORES = ["pglite", "postgres"] as const;

export type StoreKind = (typeof STORES)[number];

/** A migrated, empty database of a test; closing it removes it. */
export async function openStore(kind: StoreKind): Promise<Database> {
  return kind === "pglite" ? openEmbedded() : (await openServer()).database;
}

/** A migrated database on the run's PostgreSQL, with its URL for further connections. */
export async function openServer(): Promise<{ database: Database; url: string }> {
  const created = await createDatabase(inject("postgresUrl"));
  const database = openPostgres({ url: created.url });
  await migrate(database, "trail", trailMigrations(), sha256Hex);
  const close = database.close.bind(database);
  database.close = async () => {
    await close();
    await created.drop();
  };
  return { database, url: created.url };
}

/** Runs the same cases on both stores. */
export function describeStores(
  name: string,
  cases: (open: () => Promise<Database>, kind: StoreKind) => void,
): void {
  describe.each(STORES)(`${name} on %s`, (kind) => cases(() => openStore(kind), kind));
}

const CACHE = new URL("../../node_modules/.cache/indelible/", import.meta.url);

/** Starting PGlite from nothing takes seconds; from a copy made once, a fraction of one. */
async function openEmbedded(): Promise<Database> {
  const migrations = trailMigrations();
  const key = createHash("sha256").update(migrations.map(({ sql }) => sql).join("\0"));
  const copy = new URL(`trail-${key.digest("hex").slice(0, 16)}.tar`, CACHE);
  if (!existsSync(copy)) await makeCopy(copy);
  const database = await openPglite({ loadFrom: new Blob([readFileSync(copy)]) });
  await migrate(database, "trail", migrations, sha256Hex);
  return database;
}

async function makeCopy(file: URL): Promise<void> {
  const client = await PGlite.create();
  const dump = await client.dumpDataDir("none");
  await client.close();
  mkdirSync(CACHE, { recursive: true });
  const unfinished = new URL(`${file.href}.${randomBytes(6).toString("hex")}`);
  writeFileSync(unfinished, Buffer.from(await dump.arrayBuffer()));
  renameSync(unfinished, file);
}
