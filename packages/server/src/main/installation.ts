import { randomBytes } from "node:crypto";
import { mkdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { holdDataFolder } from "@indelible/data-folder";
import { type Database, openPglite, openPostgres } from "@indelible/trail";
import { bindOldRows } from "./bind-old-rows.ts";
import type { Config } from "./config.ts";
import { migrateSchemas } from "./migrate-schemas.ts";
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
  /** Called with errors of idle database connections, which are replaced automatically. */
  readonly onIdleError: (error: Error) => void;
  /** The time of the event of a step that a new version needs once. */
  readonly clock: () => Date;
  /** Whether to lock the data folder. Default: true. Always the case with an embedded database. */
  readonly exclusive?: boolean;
}

/**
 * Opens an installation. Fails with `DataFolderError` when another server uses the folder, and with
 * TrailError `secret` when the master key belongs to another installation or `damaged` when the
 * embedded database cannot be opened; nothing stays open then.
 */
export async function openInstallation(
  config: Config,
  { onIdleError, clock, exclusive = true }: InstallationOptions,
): Promise<Installation> {
  const folder = await openFolder(config, exclusive);
  const database = await openDatabase(config, folder.path, onIdleError).catch((error: unknown) => {
    folder.release();
    throw error;
  });
  const close = async () => {
    await database.close();
    folder.release();
  };
  try {
    await migrateSchemas(database);
    const random = (bytes: number) => randomBytes(bytes);
    const { masterKey } = config;
    const opened = await openKeys(database, { masterKey, folder: folder.path, random });
    const keys = await bindOldRows(database, opened, { clock, random });
    return { folder: folder.path, database, keys, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openFolder({ dataFolder, databaseUrl }: Config, exclusive: boolean) {
  if (exclusive || databaseUrl === undefined) return holdDataFolder(dataFolder);
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  return { path: realpathSync(dataFolder), release: () => {} };
}

async function openDatabase(
  { databaseUrl }: Config,
  folder: string,
  onIdleError: (error: Error) => void,
): Promise<Database> {
  return databaseUrl === undefined
    ? openPglite({ folder: join(folder, "database") })
    : openPostgres({ url: databaseUrl, onIdleError });
}
