import { sqlState } from "../database/database.ts";
import type { CheckContext } from "./check.ts";

/** The SQLSTATE classes of a statement that does not fit the schema. */
const OTHER_SCHEMA = /^(42|3F)/;

/** Runs the checks of the tables that are not the trail's. */
export async function checkOtherTables(context: CheckContext): Promise<undefined> {
  try {
    for (const check of context.options.checks ?? []) await check(context);
  } catch (error) {
    // A missing table or column, which the comparison of the schema has named.
    if (!(error instanceof Error) || !OTHER_SCHEMA.test(sqlState(error) ?? "")) throw error;
    const detail = `The tables of the server cannot be checked: ${error.message}.`;
    context.report({ kind: "missing", eventId: null, index: null, detail });
  }
}
