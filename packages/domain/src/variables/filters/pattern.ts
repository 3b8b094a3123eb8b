import { type Matcher, RE2JS, RE2JSException } from "re2js";
import type { Budget } from "../budget.ts";
import { MAX_PATTERN_LENGTH } from "../limits.ts";
import { type Filters, withOption } from "./filter.ts";

// The work of compiling a pattern, per character and per step of its program.
const WORK_PER_CHARACTER = 1_000;
const WORK_PER_STEP = 100;

/** Filters that search for a pattern. RE2 finds one occurrence in linear time for every pattern. */
export const patternFilters: Filters = {
  Match: withOption((input, option, { budget }) => {
    const matcher = matcherOf(option, input, budget);
    return matcher && String(found(matcher, input.length, budget));
  }),
  Replace: (input, [option, replacement = "", ...others], { budget }) => {
    if (option === undefined || others.length > 0) return undefined;
    const matcher = matcherOf(option, input, budget);
    return matcher && replaced(matcher, input, replacement, budget);
  },
};

function replaced(matcher: Matcher, input: string, replacement: string, budget: Budget): string {
  let text = "";
  let end = 0;
  while (found(matcher, input.length - end, budget)) {
    budget.write(matcher.start() - end + replacement.length);
    text += input.slice(end, matcher.start()) + expanded(replacement, matcher, budget);
    end = matcher.end();
  }
  return text + input.slice(end);
}

/** Whether there is a further occurrence; the search may read all of the remaining text. */
function found(matcher: Matcher, left: number, budget: Budget): boolean {
  budget.work(matcher.programSize() * (left + 1));
  return matcher.find();
}

/** Undefined for a pattern that is invalid in RE2. */
function matcherOf(pattern: string, input: string, budget: Budget): Matcher | undefined {
  if (pattern.length > MAX_PATTERN_LENGTH) return undefined;
  budget.work(pattern.length * WORK_PER_CHARACTER);
  try {
    const program = RE2JS.compile(pattern);
    budget.work(program.programSize() * WORK_PER_STEP);
    return program.matcher(input);
  } catch (error) {
    if (error instanceof RE2JSException) return undefined;
    throw error;
  }
}

/** A replacement with its groups inserted; a name of no group stays as it is. */
function expanded(replacement: string, matcher: Matcher, budget: Budget): string {
  return replacement.replace(/\$(?:(\d{1,2})|\{(\w+)\}|&|\$)/g, (written, number, name) => {
    if (written === "$$") return "$";
    const text = groupOf(matcher, written === "$&" ? "0" : (number ?? name)) ?? written;
    budget.write(text.length);
    return text;
  });
}

/**
 * The text that a group matched, empty if it did not take part; undefined if there is no such
 * group.
 */
function groupOf(matcher: Matcher, name: string): string | undefined {
  const number = /^\d+$/.test(name) ? Number(name) : matcher.pattern().namedGroups()[name];
  if (number === undefined || number > matcher.groupCount()) return undefined;
  return matcher.group(number) ?? "";
}
