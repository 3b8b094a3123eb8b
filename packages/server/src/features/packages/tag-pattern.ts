import { invalid } from "@indelible/kernel";
import { RE2JS, RE2JSException } from "re2js";

/** Characters of a pattern. */
const PATTERN_LENGTH_MAX = 200;
/**
 * Steps of the program that a pattern compiles to, which bound the time of a match. Only patterns
 * with large repetition counts exceed this.
 */
const PROGRAM_SIZE_MAX = 500;

/**
 * `^(?!beta).+`, which the Octopus Deploy documentation of channels recommends. RE2 has no
 * lookaheads, but this one equals two patterns: `^.+` must match, and `^(?:beta)` must not.
 */
const EXCLUSION = /^\^\(\?!((?:[^()\\]|\\.)+)\)((?:[^|*+?{][^|]*)?)$/;

const UNSUPPORTED = /\(\?<?[=!]|\(\?>|\\[1-9k]/;

/**
 * Whether each of the texts matches a regular expression that a client sent. The syntax is that of
 * RE2, so that matching takes linear time, with `^(?!...)` allowed at the start, without
 * parentheses inside and without `|` after it. Fails with `invalid`, naming the parameter, for a
 * pattern that is not valid, uses other lookarounds, atomic groups or backreferences, has more than
 * 200 characters or is too complex.
 */
export function matchesOf(
  parameter: string,
  pattern: string,
  texts: readonly string[],
): readonly boolean[] {
  if (pattern.length > PATTERN_LENGTH_MAX) {
    throw invalid(`${parameter} must have at most ${PATTERN_LENGTH_MAX} characters.`);
  }
  const [, excluded, rest] = EXCLUSION.exec(pattern) ?? [];
  if (excluded === undefined || rest === undefined) {
    const wanted = compiled(parameter, pattern);
    return texts.map((text) => wanted.test(text));
  }
  const wanted = compiled(parameter, `^${rest}`);
  const unwanted = compiled(parameter, `^(?:${excluded})`);
  return texts.map((text) => wanted.test(text) && !unwanted.test(text));
}

function compiled(parameter: string, pattern: string): RE2JS {
  const expression = parsed(parameter, pattern);
  if (expression.programSize() <= PROGRAM_SIZE_MAX) return expression;
  throw invalid(`${parameter} is too complex: use smaller repetition counts.`);
}

function parsed(parameter: string, pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw invalid(
      UNSUPPORTED.test(pattern)
        ? `${parameter} must not use lookarounds, atomic groups or backreferences; only ^(?!...) at the start is supported.`
        : `${parameter} is not a regular expression.`,
    );
  }
}
