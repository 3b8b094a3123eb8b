import { randomBytes } from "node:crypto";
import { mkdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { holdDataFolder } from "@indelible/data-folder";
import { type Database, openPglite, openPostgres } from "@indelible/trail";
import type { Config } from "./config.ts";
import { migrateSchemas } from "./migrate-schemas.ts";
import { type OpenKeys, openKeys } from "./open-keys.ts";

/** An installation that is open: its data folder, its database brought up to date, its keys. */
export interface Installation {
  /** The path of the data folder. */
  readonly folder: string;
  readonly database: Database;
  readonly keys: OpenKeys;
  /** Closes the database and frees the data folder. */
  close(): Promise<void>;
}

/** How to open an installation. */
export interface InstallationOptions {
  /** Told of errors of idle database connections, which are replaced by themselves. */
  readonly onIdleError: (error: Error) => void;
  /** Whether the data folder must be nobody else's; yes unless told. An embedded database always needs it. */
  readonly alone?: boolean;
}

/**
 * Opens the installation of some settings. Fails with `DataFolderError` when another server holds the
 * folder, and with TrailError `secret` when the master key is another's; nothing stays open then.
 */
export async function openInstallation(
  config: Config,
  { onIdleError, alone = true }: InstallationOptions,
): Promise<Installation> {
  const folder = await openFolder(config, alone);
  const database = await openDatabase(config, folder.path, onIdleError);
  const close = async () => {
    await database.close();
    folder.release();
  };
  try {
    await migrateSchemas(database);
    const random = (bytes: number) => randomBytes(bytes);
    const { masterKey } = config;
    const keys = await openKeys(database, { masterKey, folder: folder.path, random });
    return { folder: folder.path, database, keys, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openFolder({ dataFolder, databaseUrl }: Config, alone: boolean) {
  if (alone || databaseUrl === undefined) return holdDataFolder(dataFolder);
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
