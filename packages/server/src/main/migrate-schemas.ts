import { readFileSync } from "node:fs";
import {
  type Database,
  grantRuntimeRole,
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

/** Brings the schemas of trail and server up to date; how many migrations that took. See `migrate`. */
export async function migrateSchemas(database: Database): Promise<number> {
  const trail = await migrate(database, "trail", trailMigrations(), sha256Hex);
  return trail + (await migrate(database, "server", serverMigrations(), sha256Hex));
}

/** What `indelible migrate` is told. */
export interface MigrateOptions {
  /** The role that servers will run as; undefined leaves all rights as they are. */
  readonly runtimeRole?: string | undefined;
}

/**
 * What `indelible migrate` does, as the owner of the schemas: brings them up to date and sets the
 * runtime role up. Its password is the operator's to set. Fails with `schema` or `input`.
 */
export async function migrateAsOwner(
  database: Database,
  { runtimeRole }: MigrateOptions,
): Promise<number> {
  const applied = await migrateSchemas(database);
  if (runtimeRole !== undefined) await grantRuntimeRole(database, runtimeRole);
  return applied;
}
