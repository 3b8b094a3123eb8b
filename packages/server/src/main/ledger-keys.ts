import { keptKey, readKeyFile } from "@indelible/data-folder";
import type { Database } from "@indelible/trail";
import type { Config } from "./config.ts";
import { sql } from "./sql.ts";

/** The seed of the ledger's key: from `LEDGER_KEY_FILE`, else from the data folder. */
export function ledgerSeedOf(
  { ledgerKeyFile }: Config,
  folder: string,
  random: (bytes: number) => Uint8Array,
): Uint8Array {
  return ledgerKeyFile === undefined
    ? keptKey(folder, "ledger.key", random)
    : readKeyFile(ledgerKeyFile);
}

const FACT = sql.statement("fact");

/** The id of an installation, which its first start stores; `newId` if it was never started. */
export async function installationIdOf(database: Database, newId: string): Promise<string> {
  const [row] = await database.query<{ value: string }>(FACT, ["installation-id", newId]);
  return row?.value ?? newId;
}

/** The name of the first log of an installation. */
export function baseOrigin(configured: string | undefined, installationId: string): string {
  return configured ?? `indelible/${installationId}`;
}
