import { invalid } from "@indelible/kernel";
import { RE2JS, RE2JSException } from "re2js";

/** Characters of a pattern. */
const PATTERN_LENGTH_MAX = 200;
/**
 * Steps of the program that a pattern compiles to: the time of a match grows with them. Without large
 * repetition counts no pattern of that length has as many.
 */
const PROGRAM_SIZE_MAX = 500;

/**
 * `^(?!beta).+`, which the vendor's page on channels recommends. RE2 has no lookaheads, but this one
 * equals two patterns: `^.+` must match, and `^(?:beta)` must not.
 */
const EXCLUSION = /^\^\(\?!((?:[^()\\]|\\.)+)\)((?:[^|*+?{][^|]*)?)$/;

const UNSUPPORTED = /\(\?<?[=!]|\(\?>|\\[1-9k]/;

/**
 * Which of the texts match a regular expression that a client sent, in their order. The syntax is that
 * of RE2, so that matching takes linear time, and `^(?!...)` at the start, without parentheses inside
 * and without `|` behind. Fails with 400, naming the parameter, when the pattern is not valid, uses a
 * lookaround, an atomic group or a backreference elsewhere, has more than 200 characters or repeats too
 * much.
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
