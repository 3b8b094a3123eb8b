import type { CheckContext } from "./check.ts";
import { compareSchema } from "./compare-schema.ts";

/** Compares the functions, triggers and the like of the database with what the migrations make. */
export async function checkSchema(context: CheckContext): Promise<undefined> {
  const { connection, options, report } = context;
  if (options.schema !== undefined) report(...(await compareSchema(connection, options.schema)));
}
