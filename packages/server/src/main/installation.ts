import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { holdDataFolder, privateFolder } from "@indelible/data-folder";
import {
  type AvailabilityChange,
  type Database,
  openPglite,
  openPostgres,
  TrailError,
} from "@indelible/trail";
import { bindOldRows } from "./bind-old-rows.ts";
import type { Config } from "./config.ts";
import { areSchemasMigrated, migrateSchemas } from "./migrate-schemas.ts";
import { type OpenKeys, openKeys } from "./open-keys.ts";

/** An open installation: its data folder, its migrated database and its keys. */
export interface Installation {
  /** The path of the data folder. */
  readonly folder: string;
  readonly database: Database;
  readonly keys: OpenKeys;
  /** Closes the database and releases the data folder. */
  close(): Promise<void>;
}

/** How to open an installation. */
export interface InstallationOptions {
  /** Called when PostgreSQL becomes unavailable, and when it is available again. */
  readonly onAvailability?: (change: AvailabilityChange) => void;
  /** Maximum milliseconds of a statement on PostgreSQL; by default unlimited. */
  readonly statementMilliseconds?: number;
  /** The time of the event of a step that a new version needs once. */
  readonly clock: () => Date;
  /** Whether to lock the data folder. Default: true. Always the case with an embedded database. */
  readonly exclusive?: boolean;
  /**
   * Whether to run the steps that a new version needs once, such as migrations. Default: true. Without
   * them, opening a database of an earlier version fails with TrailError `schema`.
   */
  readonly upgrades?: boolean;
}

/**
 * Opens an installation. Fails with `DataFolderError` when another server uses the folder, and with
 * TrailError `unavailable` when the database cannot be reached, `damaged` when the embedded one cannot
 * be opened and `secret` when the master key belongs to another installation; nothing stays open then.
 */
export async function openInstallation(
  config: Config,
  options: InstallationOptions,
): Promise<Installation> {
  const { clock, exclusive = true, upgrades = true } = options;
  const folder = await openFolder(config, exclusive);
  const database = await openDatabase(config, folder.path, options).catch((error: unknown) => {
    folder.release();
    throw error;
  });
  const close = async () => {
    await database.close();
    folder.release();
  };
  try {
    if (upgrades) await migrateSchemas(database);
    else await requireMigrated(database);
    const random = (bytes: number) => randomBytes(bytes);
    const { masterKey } = config;
    const opened = await openKeys(database, { masterKey, folder: folder.path, random });
    const keys = upgrades ? await bindOldRows(database, opened, { clock, random }) : opened;
    return { folder: folder.path, database, keys, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function requireMigrated(database: Database): Promise<void> {
  if (await areSchemasMigrated(database)) return;
  throw new TrailError(
    "schema",
    "The database is of an earlier version: start the server with it once.",
  );
}

async function openFolder({ dataFolder, databaseUrl }: Config, exclusive: boolean) {
  if (exclusive || databaseUrl === undefined) return holdDataFolder(dataFolder);
  return { path: privateFolder(dataFolder), release: () => {} };
}

async function openDatabase(
  { databaseUrl }: Config,
  folder: string,
  options: InstallationOptions,
): Promise<Database> {
  return databaseUrl === undefined
    ? openPglite({ folder: join(folder, "database") })
    : openPostgres({ ...options, url: databaseUrl });
}
