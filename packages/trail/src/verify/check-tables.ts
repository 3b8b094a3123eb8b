import { sqlState } from "../database/database.ts";
import type { CheckContext } from "./check.ts";

/** SQLSTATE of a table, a column or a schema that does not exist. */
const MISSING = /^(42|3F)/;

/** Checks the tables that are not the trail's, as the options say. */
export async function checkTables(context: CheckContext): Promise<undefined> {
  const { connection, options, report } = context;
  try {
    for (const check of options.checks ?? []) await check(connection, report);
  } catch (error) {
    // The comparison of the schema has named it.
    if (!(error instanceof Error) || !MISSING.test(sqlState(error) ?? "")) throw error;
    const detail = `The tables of the server cannot be checked: ${error.message}.`;
    report({ kind: "missing", eventId: null, index: null, detail });
  }
}
