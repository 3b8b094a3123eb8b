import { readFileSync } from "node:fs";
import {
  type Database,
  grantRuntimeRole,
  isMigrated,
  type Migration,
  migrate,
  readMigrations,
  sha256Hex,
  trailMigrations,
} from "@indelible/trail";

const MIGRATIONS = new URL("../../sql/migrations/", import.meta.url);

/** The server's own migrations. */
export function serverMigrations(): Migration[] {
  return readMigrations(MIGRATIONS, (file) => readFileSync(file, "utf8"));
}

/**
 * Migrates the schemas of trail and server; returns the number of migrations applied. See
 * `migrate`.
 */
export async function migrateSchemas(database: Database): Promise<number> {
  const trail = await migrate(database, "trail", trailMigrations(), sha256Hex);
  return trail + (await migrate(database, "server", serverMigrations(), sha256Hex));
}

/** Whether the schemas of trail and server have all migrations; fails like `isMigrated`. */
export async function areSchemasMigrated(database: Database): Promise<boolean> {
  const trail = await isMigrated(database, "trail", trailMigrations(), sha256Hex);
  return trail && (await isMigrated(database, "server", serverMigrations(), sha256Hex));
}

/** Options of `indelible migrate`. */
export interface MigrateOptions {
  /** The role that servers will run as; undefined leaves all grants unchanged. */
  readonly runtimeRole?: string | undefined;
}

/**
 * Migrates the schemas as their owner, and sets up the runtime role, whose password the operator
 * sets. Returns the number of migrations applied. Fails with `schema` or `input`.
 */
export async function migrateAsOwner(
  database: Database,
  { runtimeRole }: MigrateOptions,
): Promise<number> {
  const applied = await migrateSchemas(database);
  if (runtimeRole !== undefined) await grantRuntimeRole(database, runtimeRole);
  return applied;
}
