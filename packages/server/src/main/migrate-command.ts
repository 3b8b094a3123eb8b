import { parseArgs } from "node:util";
import { openPostgres } from "@indelible/trail";
import { type Config, ConfigError } from "./config.ts";
import { migrateAsOwner } from "./migrate-schemas.ts";

/**
 * `migrate [--runtime-role NAME]`: migrates the database in `DATABASE_URL`, whose user owns the
 * schemas, and returns a message about the result. Fails with `ConfigError` without that setting or
 * with other arguments, and like `migrateAsOwner`.
 */
export async function migrateCommand(config: Config, args: readonly string[]): Promise<string> {
  const runtimeRole = readRole(args);
  if (config.databaseUrl === undefined) {
    const why = "each start migrates the embedded database, which has no roles";
    throw new ConfigError(`migrate needs DATABASE_URL: ${why}.`);
  }
  const database = openPostgres({ url: config.databaseUrl, connectionsMax: 2 });
  try {
    const count = await migrateAsOwner(database, { runtimeRole });
    const role = runtimeRole === undefined ? "" : ` The role ${runtimeRole} can run servers.`;
    return `${count} migrations were applied; the database is up to date.${role}`;
  } finally {
    await database.close();
  }
}

function readRole(args: readonly string[]): string | undefined {
  try {
    const options = { "runtime-role": { type: "string" } } as const;
    return parseArgs({ args: [...args], options }).values["runtime-role"];
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error));
  }
}
