import { runInNewContext } from "node:vm";
import { invalid } from "@indelible/kernel";

/** Characters of a pattern. */
const PATTERN_LENGTH_MAX = 200;
/**
 * How long all texts together may take: a pattern can be made to take years for one. One that is meant
 * well takes far less than a millisecond; the rest is for a processor that has something else to do.
 */
const MATCH_MILLISECONDS = 250;

const MATCH = "texts.map((text) => expression.test(text))";

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
    throw invalid(`${parameter} must have at most ${PATTERN_LENGTH_MAX} characters.`);
  }
  try {
    // Read before the clock runs, so that a bad pattern is never called a slow one.
    const expression = new RegExp(pattern);
    return runInNewContext(MATCH, { expression, texts }, { timeout: MATCH_MILLISECONDS });
  } catch (error) {
    const isSlow = (error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
    const what = isSlow ? "takes too long to compare" : "is not a regular expression";
    throw invalid(`${parameter} ${what}.`);
  }
}
