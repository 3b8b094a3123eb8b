import { describe, expect, test } from "vitest";
import { isInRange, parseVersionRange } from "./version-range.ts";

const VERSIONS = ["0.9", "1.0-beta", "1.0", "1.5", "2.0-rc.1", "2.0", "2.1"];

describe("a range", () => {
  // The table of NuGet's documentation, and the white space that it allows.
  test.each([
    ["1.0", ["1.0", "1.5", "2.0-rc.1", "2.0", "2.1"]],
    ["[1.0,)", ["1.0", "1.5", "2.0-rc.1", "2.0", "2.1"]],
    ["(1.0,)", ["1.5", "2.0-rc.1", "2.0", "2.1"]],
    ["[1.0]", ["1.0"]],
    ["[1.0.0.0]", ["1.0"]],
    ["(,1.0]", ["0.9", "1.0-beta", "1.0"]],
    ["(,1.0)", ["0.9", "1.0-beta"]],
    ["[1.0,2.0]", ["1.0", "1.5", "2.0-rc.1", "2.0"]],
    ["(1.0,2.0)", ["1.5", "2.0-rc.1"]],
    ["[1.0,2.0)", ["1.0", "1.5", "2.0-rc.1"]],
    [" [ 1.0 , 2.0 ) ", ["1.0", "1.5", "2.0-rc.1"]],
    ["(,)", VERSIONS],
    ["[2.0,1.0]", []],
  ])("%s", (text, expected) => {
    const range = parseVersionRange(text);
    expect(VERSIONS.filter((version) => range !== undefined && isInRange(range, version))).toEqual(
      expected,
    );
  });

  test.each(["", "(1.0)", "[1.0)", "[]", "()", "[1.0", "1.0]", "[a,b]", "[1,2,3]", "^1.0", "1.*"])(
    "'%s' is not a range",
    (text) => expect(parseVersionRange(text)).toBeUndefined(),
  );
});
