import type { CheckContext } from "./check.ts";

/** Checks the tables that are not the trail's, as the options say. */
export async function checkTables(context: CheckContext): Promise<undefined> {
  const { connection, options, report } = context;
  for (const check of options.checks ?? []) await check(connection, report);
}
