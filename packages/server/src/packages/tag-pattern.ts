import { runInNewContext } from "node:vm";
import { badRequest } from "../http/http-problem.ts";

/** Characters of a pattern. */
const PATTERN_LENGTH_MAX = 200;
/**
 * How long all texts together may take: a pattern can be made to take years for one. One that is meant
 * well takes far less than a millisecond; the rest is for a processor that has something else to do.
 */
const MATCH_MILLISECONDS = 250;

const MATCH = "texts.map((text) => new RegExp(pattern).test(text))";

/**
 * Which of some texts a regular expression that a client sent matches, in their order. Fails with 400,
 * naming the parameter, when it is none, has more than 200 characters or takes more than a quarter of
 * a second.
 */
export function matchesOf(
  parameter: string,
  pattern: string,
  texts: readonly string[],
): readonly boolean[] {
  if (pattern.length > PATTERN_LENGTH_MAX) {
    throw badRequest(`${parameter} must have at most ${PATTERN_LENGTH_MAX} characters.`);
  }
  if (!isPattern(pattern)) throw badRequest(`${parameter} is not a regular expression.`);
  try {
    return runInNewContext(MATCH, { pattern, texts: [...texts] }, { timeout: MATCH_MILLISECONDS });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    throw badRequest(`${parameter} takes too long to compare.`);
  }
}

/** Told without the clock, so that a bad pattern is never called a slow one. */
function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
