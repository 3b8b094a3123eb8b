import { readdirSync } from "node:fs";
import { TrailError } from "../errors.ts";
import { type Database, sqlState } from "./database.ts";
import { sqlText } from "./sql-file.ts";

/** A numbered change of the schema. Its text must not change after a release. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** The advisory lock of migrations: servers that start at the same time take turns. */
const MIGRATION_LOCK = 4_914_301;

const FILE_NAME = /^(\d{4})-([a-z0-9-]+)\.sql$/;

const PREPARE = `
  create schema if not exists trail_meta;
  create table if not exists trail_meta.migrations (
    owner text not null, number integer not null, name text not null, sha256 text not null,
    applied_on timestamptz not null default now(), primary key (owner, number)
  );`;

const INSUFFICIENT_PRIVILEGE = "42501";

const EXISTS = {
  name: "migrate-exists",
  text: "select to_regclass('trail_meta.migrations') is not null as exists",
};
/** A script, which has no time limit: another server may be migrating for long. */
const LOCK = `select pg_advisory_xact_lock(${MIGRATION_LOCK})`;
const APPLIED = {
  name: "migrate-applied",
  text: "select number, name, sha256 from trail_meta.migrations where owner = $1 order by number",
};
const RECORD = {
  name: "migrate-record",
  text: "insert into trail_meta.migrations (owner, number, name, sha256) values ($1, $2, $3, $4)",
};

interface AppliedMigration {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
}

/** The migrations in a folder of files `0001-name.sql`, in order and without gaps. */
export function readMigrations(folder: URL, read: (file: URL) => string): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => FILE_NAME.test(name))
    .sort();
  return names.map((file, index) => {
    const [, digits = "", name = ""] = FILE_NAME.exec(file) ?? [];
    if (Number(digits) !== index + 1) {
      throw new TrailError("schema", `Migration ${file} should have the number ${index + 1}.`);
    }
    return { number: index + 1, name, sql: read(new URL(file, folder)) };
  });
}

/** The trail's own migrations. */
export function trailMigrations(): Migration[] {
  const folder = new URL("../../sql/migrations/", import.meta.url);
  return readMigrations(folder, (file) => sqlText(`migrations/${file.pathname.split("/").at(-1)}`));
}

/**
 * Updates the schema of `owner`, in one transaction under an advisory lock, so that several servers
 * may start at once, and returns the number of applied migrations. A current schema is only read,
 * so a role without the right to change it can start a server. Fails with `schema`, without a
 * change, when the database is newer than this code, has a migration whose text differs, or needs
 * one that this role may not apply.
 */
export async function migrate(
  database: Database,
  owner: string,
  migrations: readonly Migration[],
  sha256: (text: string) => string,
): Promise<number> {
  try {
    if (await isMigrated(database, owner, migrations, sha256)) return 0;
    return await applyMissing(database, owner, migrations, sha256);
  } catch (cause) {
    if (sqlState(cause) !== INSUFFICIENT_PRIVILEGE) throw cause;
    throw new TrailError(
      "schema",
      "This database role may not update the schema. Run 'indelible migrate' as the owner of the schema first.",
      { cause },
    );
  }
}

/**
 * Whether the schema of `owner` has all migrations. Fails with `schema` when the database is newer than
 * this code, or has a migration whose text differs.
 */
export async function isMigrated(
  database: Database,
  owner: string,
  migrations: readonly Migration[],
  sha256: (text: string) => string,
): Promise<boolean> {
  const [found] = await database.query<{ exists: boolean }>(EXISTS, []);
  if (found?.exists !== true) return false;
  const applied = await database.query<AppliedMigration>(APPLIED, [owner]);
  for (const row of applied) checkApplied(row, migrations[row.number - 1], sha256);
  return applied.length === migrations.length;
}

async function applyMissing(
  database: Database,
  owner: string,
  migrations: readonly Migration[],
  sha256: (text: string) => string,
): Promise<number> {
  return database.transaction(async (connection) => {
    await connection.script(LOCK);
    await connection.script(PREPARE);
    const applied = await connection.query<AppliedMigration>(APPLIED, [owner]);
    for (const row of applied) checkApplied(row, migrations[row.number - 1], sha256);
    const missing = migrations.slice(applied.length);
    for (const migration of missing) {
      await connection.script(migration.sql);
      const hash = sha256(migration.sql);
      await connection.query(RECORD, [owner, migration.number, migration.name, hash]);
    }
    return missing.length;
  });
}

function checkApplied(
  row: AppliedMigration,
  known: Migration | undefined,
  sha256: (text: string) => string,
): void {
  if (known === undefined) {
    throw new TrailError(
      "schema",
      `The database has migration ${row.number} (${row.name}), which this version does not have. Start the version that applied it, or a newer one.`,
    );
  }
  if (sha256(known.sql) !== row.sha256) {
    throw new TrailError(
      "schema",
      `Migration ${row.number} (${row.name}) differs from the one that was applied.`,
    );
  }
}
