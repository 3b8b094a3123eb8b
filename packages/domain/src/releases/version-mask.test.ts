import { describe, expect, test } from "vitest";
import { applyMask, isVersionMask } from "./version-mask.ts";

describe("a mask", () => {
  test.each([
    ["1.2.i", [], "1.2.0"],
    ["1.2.i", ["1.2.3"], "1.2.4"],
    ["1.2.i", ["1.2.9", "1.2.10", "1.3.0"], "1.2.11"],
    ["1.2.i", ["1.3.0", "2.0.0"], "1.2.0"],
    ["v1.2.i", ["v1.2.3", "1.2.2"], "v1.2.4"],
    ["2.1.c.i", ["2.1.4.7", "2.2.0.0"], "2.1.4.8"],
    ["i.i.i", ["1.2.3"], "2.0.0"],
    ["i.c.c", ["1.2.3"], "2.0.3"],
    ["c.i.c", ["1.2.3-alpha.25"], "1.3.0"],
    ["c.c.i", ["nonsense"], "0.0.1"],
    ["c.c.i", [], "0.0.0"],
    ["1.2.i", ["1.2.3.4"], "1.2.4.0"],
    ["1.2.3-alpha.i", [], "1.2.3-alpha.0"],
    ["1.2.3-alpha.i", ["1.2.3-alpha.25", "1.2.3-beta.3"], "1.2.3-alpha.26"],
    ["i.2.3-alpha.i", ["1.2.3-alpha.25"], "2.2.3-alpha.26"],
    ["c.c.i-alpha.c", ["1.2.3-alpha.25"], "1.2.4-alpha.25"],
    ["1.2.3-hi.i", ["1.2.3"], "1.2.3-hi.1"],
    ["c.c.c-i", ["1.2.3-25"], "1.2.3-26"],
    ["1.0.i", ["1.0.99999999999999999999"], "1.0.100000000000000000000"],
  ])("%s after %j is %s", (mask, versions, expected) => {
    expect(isVersionMask(mask)).toBe(true);
    expect(applyMask(mask, versions)).toBe(expected);
  });

  test.each([
    "1.2.3",
    "1.2.3-i",
    "1.2.3-alpha",
    "1.2.3_i",
    "ci",
    "1.2.3-1.blah.i.0",
    "",
    "i.love.it",
  ])("'%s' is not a mask", (version) => {
    expect(isVersionMask(version)).toBe(false);
    expect(applyMask(version, ["9.9.9"])).toBe(version);
  });
});
