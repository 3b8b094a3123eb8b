import { parseArgs } from "node:util";
import { openPostgres } from "@indelible/trail";
import { type Config, ConfigError } from "./config.ts";
import { migrateAsOwner } from "./migrate-schemas.ts";

/**
 * Runs the arguments `[--runtime-role NAME]` of `migrate` on the database of `DATABASE_URL`, whose
 * user owns the schemas, and says in a sentence what was done. Fails with `ConfigError` without that
 * setting or with other arguments; see `migrateAsOwner`.
 */
export async function migrateCommand(config: Config, args: readonly string[]): Promise<string> {
  const runtimeRole = readRole(args);
  if (config.databaseUrl === undefined) {
    const why = "the embedded database is brought up to date by each start and has no roles";
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
