import { type Matcher, RE2JS, RE2JSException } from "re2js";
import type { Budget } from "../budget.ts";
import { MAX_PATTERN_LENGTH } from "../limits.ts";
import { type Filters, withOption } from "./filter.ts";

// What reading a pattern costs for each of its characters, and for each step of the program it makes.
const WORK_PER_CHARACTER = 1_000;
const WORK_PER_STEP = 100;

/** Filters that search by a pattern. RE2 finds one occurrence in linear time, whatever the pattern. */
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

/** Whether there is a further occurrence; finding that out may take a look at all that is left. */
function found(matcher: Matcher, left: number, budget: Budget): boolean {
  budget.work(matcher.programSize() * (left + 1));
  return matcher.find();
}

/** Undefined if RE2 has no such pattern. */
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

/** A replacement with the groups that it names; a name that is no group's stays. */
function expanded(replacement: string, matcher: Matcher, budget: Budget): string {
  return replacement.replace(/\$(?:(\d{1,2})|\{(\w+)\}|&|\$)/g, (written, number, name) => {
    if (written === "$$") return "$";
    const text = groupOf(matcher, written === "$&" ? "0" : (number ?? name)) ?? written;
    budget.write(text.length);
    return text;
  });
}

/** What a group found, nothing if it had no part in it; undefined if there is no such group. */
function groupOf(matcher: Matcher, name: string): string | undefined {
  const number = /^\d+$/.test(name) ? Number(name) : matcher.pattern().namedGroups()[name];
  if (number === undefined || number > matcher.groupCount()) return undefined;
  return matcher.group(number) ?? "";
}
