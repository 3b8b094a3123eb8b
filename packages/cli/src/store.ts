import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { holdDataFolder, readKey } from "@indelible/data-folder";
import { type Database, openPglite, openPostgres } from "@indelible/trail";
import { CommandError } from "./command-error.ts";
import { setting, type World } from "./world.ts";

/** One with the snapshot of a verification, and those that read in parallel. */
const CONNECTIONS_MAX = 5;

/** The database of a server, and the folder with its keys. */
export interface Store {
  readonly database: Database;
  readonly dataFolder: string;
  close(): Promise<void>;
}

/**
 * Opens the database that a server with the same settings uses: `DATABASE_URL`, else the embedded
 * one in `DATA_DIR`. CommandError if there is none; DataFolderError if a server is using the
 * embedded one, TrailError `damaged` if that cannot be opened.
 */
export async function openStore(world: World): Promise<Store> {
  const dataFolder = setting(world, "DATA_DIR") ?? "./data";
  const url = setting(world, "DATABASE_URL");
  if (url !== undefined) {
    const database = openPostgres({ url, connectionsMax: CONNECTIONS_MAX });
    return { database, dataFolder, close: () => database.close() };
  }
  const folder = join(dataFolder, "database");
  if (!existsSync(folder) || readdirSync(folder).length === 0) {
    const advice = "set DATABASE_URL or DATA_DIR as for the server";
    throw new CommandError(`There is no database in ${folder}: ${advice}.`);
  }
  const held = await holdDataFolder(dataFolder);
  const database = await openPglite({ folder }).catch((error: unknown) => {
    held.release();
    throw error;
  });
  const close = async () => {
    await database.close();
    held.release();
  };
  return { database, dataFolder, close };
}

const MASTER_KEY_BYTES = 32;

/** The master key: `MASTER_KEY`, else the one in the data folder, else undefined. */
export function findMasterKey(world: World, dataFolder: string): Uint8Array | undefined {
  const given = setting(world, "MASTER_KEY");
  if (given === undefined) return readKey(dataFolder, "master.key");
  const key = Buffer.from(given, "base64");
  if (key.length === MASTER_KEY_BYTES) return key;
  throw new CommandError(`MASTER_KEY must be ${MASTER_KEY_BYTES} bytes in Base64.`);
}
