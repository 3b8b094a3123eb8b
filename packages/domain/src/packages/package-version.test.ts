import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareVersions, parsePackageVersion, versionSortKey } from "./package-version.ts";

describe("a version", () => {
  test.each([
    ["1", ["1"], "", ""],
    ["1.2.3", ["1", "2", "3"], "", ""],
    ["1.0.0.0", ["1", "0", "0", "0"], "", ""],
    ["2016.09.01-beta.0001", ["2016", "09", "01"], "beta.0001", ""],
    ["1.0.0-x.7.z.92+exp.sha.5114f85", ["1", "0", "0"], "x.7.z.92", "exp.sha.5114f85"],
    ["1.0.0--", ["1", "0", "0"], "-", ""],
  ])("%s is parsed", (text, numbers, prerelease, metadata) => {
    expect(parsePackageVersion(text)).toEqual({ numbers, prerelease, metadata });
  });

  test.each([
    "",
    "v1.0",
    "1.",
    ".1",
    "1..2",
    "1.2.3.4.5",
    "1.0-",
    "1.0+",
    "1.0-a..b",
    "1.0-ä",
    "latest",
  ])("'%s' is not a version", (text) => expect(parsePackageVersion(text)).toBeUndefined());

  test("has at most 200 characters", () => {
    expect(parsePackageVersion("9".repeat(200))).toBeDefined();
    expect(parsePackageVersion("9".repeat(201))).toBeUndefined();
  });
});

describe("the order", () => {
  // SemVer 2.0, section 11, and the rules of Octopus Deploy for four numbers and leading zeros.
  const ascending = [
    "latest",
    "0.9",
    "1.0.0-1",
    "1.0.0-2",
    "1.0.0-10",
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-alpha-2",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
    "1.0.0.1-rc",
    "1.0.0.1",
    "1.4.008",
    "1.4.9",
    "1.4.10",
    "2.0",
    "10.0",
    "20261126153012345.0",
  ];

  test("is that of the specification", () => {
    for (const [i, older] of ascending.entries()) {
      for (const newer of ascending.slice(i + 1)) {
        expect([older, newer, compareVersions(older, newer)]).toEqual([older, newer, -1]);
        expect(compareVersions(newer, older)).toBe(1);
      }
    }
  });

  test.each([
    ["1.0.0.0", "1.0.0"],
    ["1", "1.0.0"],
    ["2016.01.02", "2016.1.2"],
    ["1.0.0+build.1", "1.0.0+build.2"],
    ["1.0.0-RC.1", "1.0.0-rc.01"],
  ])("treats %s and %s as equal", (a, b) => expect(compareVersions(a, b)).toBe(0));

  test("of numbers is that of their values", () => {
    const numbers = fc.array(fc.bigInt({ min: 0n, max: 10n ** 30n }), {
      minLength: 4,
      maxLength: 4,
    });
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const differing = a.findIndex((value, i) => value !== b[i]);
        const expected =
          differing === -1 ? 0 : (a[differing] ?? 0n) < (b[differing] ?? 0n) ? -1 : 1;
        expect(compareVersions(a.join("."), b.join("."))).toBe(expected);
      }),
    );
  });

  test("of keys is the same by code units as by bytes", () => {
    const keys = ascending.map(versionSortKey);
    const byBytes = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect([...keys].sort()).toEqual(byBytes);
  });
});
