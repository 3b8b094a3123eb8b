import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchesOf } from "./tag-pattern.ts";

const TAGS = ["", "beta", "beta.2", "mybeta", "alpha-1", "bugfix-crash", "+build.beta", "beta+7"];

const matched = (pattern: string) => {
  const matches = matchesOf("tag", pattern, TAGS);
  return TAGS.filter((_, index) => matches[index]);
};

describe("a pattern of the vendor's page on channels", () => {
  test.each([
    ["^[^\\+].*", ["beta", "beta.2", "mybeta", "alpha-1", "bugfix-crash", "beta+7"]],
    ["^(|\\+.*)$", ["", "+build.beta"]],
    ["^$", [""]],
    ["^beta", ["beta", "beta.2", "beta+7"]],
    ["beta", ["beta", "beta.2", "mybeta", "+build.beta", "beta+7"]],
    ["^(?!beta).+", ["mybeta", "alpha-1", "bugfix-crash", "+build.beta"]],
    ["^bugfix-", ["bugfix-crash"]],
    [".+", TAGS.slice(1)],
  ])("%s", (pattern, expected) => expect(matched(pattern)).toEqual(expected));
});

test.each([
  "^(?!beta)",
  "^(?!beta|alpha).+",
  "^(?!beta\\.2$)[a-z.]",
  "^(?!.*beta).*$",
  "^(?!\\)).+",
])("%s means what it means to a backtracking engine", (pattern) => {
  const expression = new RegExp(pattern);
  const tag = fc.string({ unit: fc.constantFrom(..."abelpht.2)+-"), maxLength: 12 });
  fc.assert(
    fc.property(fc.oneof(tag, fc.constantFrom(...TAGS)), (text) => {
      expect(matchesOf("tag", pattern, [text])).toEqual([expression.test(text)]);
    }),
    { seed: 12 },
  );
});

test("syntax of .NET that JavaScript lacks is supported", () => {
  expect(matched("(?i)^BETA$")).toEqual(["beta"]);
  expect(matched("^(?<name>beta)\\.")).toEqual(["beta.2"]);
});

describe("refused is", () => {
  test.each([
    "(?=beta)",
    "beta(?!\\.2)",
    "^(?!beta).+|^$",
    "^(?!beta)(?!alpha).+",
    "^(?!beta)+a",
    "^(?!(beta)).+",
    "(?<=a)b",
    "(?<!a)b",
    "(?>a)",
    "(a)\\1",
    "(?<n>a)\\k<n>",
  ])("%s, which RE2 lacks", (pattern) => {
    expect(refusal(pattern)).toBe(
      "tag must not use lookarounds, atomic groups or backreferences; only ^(?!...) at the start is supported.",
    );
  });

  test.each(["(", "[", "a**", "\\", "^(?!*)a", "a{2000}"])("%s, which is no pattern", (pattern) => {
    expect(refusal(pattern)).toBe("tag is not a regular expression.");
  });

  test.each(["a{600}", "(a{30}b){30}", "^(?!a{600}).+"])(
    "%s, which repeats too much",
    (pattern) => {
      expect(refusal(pattern)).toBe("tag is too complex: use smaller repetition counts.");
    },
  );

  function refusal(pattern: string): unknown {
    try {
      return matchesOf("tag", pattern, TAGS);
    } catch (error) {
      return (error as { errors: readonly string[] }).errors[0];
    }
  }
});
