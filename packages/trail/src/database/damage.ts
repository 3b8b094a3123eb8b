import { sqlState } from "./database.ts";

/**
 * Classes of SQLSTATE that a whole database does not return for our statements: internal errors (a
 * page that is not valid), errors of the system (a missing file), values that cannot be converted.
 */
const DAMAGE_CLASSES = new Set(["XX", "58", "22"]);

const ADVICE = "Restore a backup of it";

/**
 * An error message for an error that shows that the files of a database are damaged; undefined for any
 * other error. The embedded database ends with an error of WebAssembly when it cannot continue.
 */
export function damageOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const state = sqlState(error);
  const isDamage =
    state === undefined ? error.name === "RuntimeError" : DAMAGE_CLASSES.has(state.slice(0, 2));
  return isDamage ? `The database is damaged: ${sentence(error.message)} ${ADVICE}.` : undefined;
}

/** An error message for an embedded database that could not be opened. */
export function unopened(folder: string, reason: string): string {
  return `The database in ${folder} cannot be opened: ${reason}. ${ADVICE}.`;
}

function sentence(message: string): string {
  const [line = ""] = message.split("\n");
  return `${line.replace(/[.\s]+$/, "")}.`;
}
