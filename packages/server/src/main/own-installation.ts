import { randomUUID } from "node:crypto";
import { sqlState } from "@indelible/trail";
import type { CommandOptions } from "./command-tools.ts";
import { type Config, ConfigError } from "./config.ts";
import { type Installation, openInstallation } from "./installation.ts";
import { baseOrigin, installationIdOf } from "./ledger-keys.ts";

const NOT_OWNER = "42501";

/**
 * Opens an installation for a command that only the owner of the trail's tables may run. Fails with
 * ConfigError for another role.
 */
export async function withOwnInstallation(
  config: Config,
  options: CommandOptions,
  work: (installation: Installation) => Promise<string>,
): Promise<string> {
  const installation = await openInstallation(config, options);
  try {
    return await work(installation);
  } catch (error) {
    if (sqlState(error) !== NOT_OWNER) throw error;
    throw new ConfigError(
      "Only the owner of the trail's tables can close a log or replace the key of the ledger.",
      { cause: error },
    );
  } finally {
    await installation.close();
  }
}

/** The name of the first log of an installation. */
export async function baseOf(config: Config, { database }: Installation): Promise<string> {
  return baseOrigin(config.ledgerOrigin, await installationIdOf(database, randomUUID()));
}
