import { default as pg } from "pg";
import { TrailError } from "../errors.ts";

const LOST =
  "The connection to the database was lost. A change that was under way may have been made or not.";
const SILENT = "The database did not answer in time.";

/**
 * Sentences by SQLSTATE, or by its first characters; the first match counts. PostgreSQL
 * documentation, appendix A.
 */
const BY_STATE: readonly (readonly [state: string, sentence: string])[] = [
  ["08", LOST],
  ["25006", "The database is read-only."],
  ["28", "The database refuses the login of the server."],
  ["3D000", "The database does not exist."],
  ["53100", "The disk of the database is full."],
  ["53", "The database has no connections or memory left."],
  ["57P", "The database is stopping or starting."],
  ["58030", "The database cannot read or write its files."],
];

/** Sentences by the texts of errors that the driver creates without a code. */
const BY_TEXT: readonly (readonly [text: RegExp, sentence: string])[] = [
  [/^timeout exceeded when trying to connect$/, "All connections to the database are in use."],
  [/timeout/i, SILENT],
  [/^Connection terminated|not queryable$/, LOST],
  [/after calling end on the pool$/, "The server is stopping."],
];

/** Whether an error means that the database cannot be used at the moment. */
export function isUnavailable(error: unknown): error is TrailError {
  return error instanceof TrailError && error.code === "unavailable";
}

/**
 * The `unavailable` error for an error of the driver that means that the database is away, full,
 * read-only or overloaded; any other error is returned unchanged.
 */
export function withUnavailable(error: unknown): unknown {
  const sentence = error instanceof Error ? sentenceOf(error) : undefined;
  return sentence === undefined ? error : new TrailError("unavailable", sentence, { cause: error });
}

function sentenceOf(error: Error & { code?: unknown; syscall?: unknown }): string | undefined {
  if (error instanceof pg.DatabaseError) {
    const { code = "" } = error;
    return BY_STATE.find(([state]) => code.startsWith(state))?.[1];
  }
  if (error instanceof TrailError) return undefined;
  // A socket's error, or several of them when a host name has several addresses.
  if (error instanceof AggregateError || typeof error.syscall === "string") {
    return `The database cannot be reached (${String(error.code)}).`;
  }
  return BY_TEXT.find(([text]) => text.test(error.message))?.[1];
}
