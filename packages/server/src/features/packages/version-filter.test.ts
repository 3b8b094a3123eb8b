import { describe, expect, test } from "vitest";
import { filterVersions } from "./version-filter.ts";

const VERSIONS = ["2.0-beta.2", "1.5+build.7", "1.5", "1.0-alpha", "1.0", "odd"];

const filtered = (filter: Parameters<typeof filterVersions>[2]) =>
  filterVersions(VERSIONS, (version) => version, filter);

describe("versions that count", () => {
  test.each([
    [{}, VERSIONS],
    [{ prerelease: false }, ["1.5+build.7", "1.5", "1.0"]],
    [{ range: "[1.0,2.0)" }, ["2.0-beta.2", "1.5+build.7", "1.5", "1.0"]],
    [{ range: "[1.0,2.0)", prerelease: false }, ["1.5+build.7", "1.5", "1.0"]],
    [{ tag: "^$" }, ["1.5", "1.0", "odd"]],
    [{ tag: "^(|\\+.*)$" }, ["1.5+build.7", "1.5", "1.0", "odd"]],
    [{ tag: "^beta" }, ["2.0-beta.2"]],
    [{ tag: "^beta", range: "(,1.0]" }, []],
  ])("%j", (filter, expected) => expect(filtered(filter)).toEqual(expected));

  test.each([
    [{ range: "1.x" }, "versionRange must be a range such as [1.0,2.0), not '1.x'."],
    [{ tag: "(" }, "preReleaseTag is not a regular expression."],
    [{ tag: "a".repeat(201) }, "preReleaseTag must have at most 200 characters."],
  ])("%j is refused", (filter, sentence) => {
    expect(() => filtered(filter)).toThrow(expect.objectContaining({ errors: [sentence] }));
  });

  test("a pattern that is exponential in a backtracking engine is matched quickly", () => {
    const versions = [`1.0-${"a".repeat(60)}`];
    expect(filterVersions(versions, (version) => version, { tag: "^(a+)+$!" })).toEqual([]);
    expect(filterVersions(versions, (version) => version, { tag: "^(a+)+$" })).toEqual(versions);
  });
});
