import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFlag, readList, readQuery, readTime, readTimeEnd } from "./query.ts";
import { Refusal } from "./refusal.ts";

/** The query of an address with this text, encoded, as the parameter `x`. */
function of(text: string) {
  return readQuery(`/api/events?x=${text}`);
}

/** The error message of a refusal. */
function refusal(read: () => unknown): string | undefined {
  try {
    read();
  } catch (error) {
    if (error instanceof Refusal && error.code === "invalid") return error.errors[0];
    throw error;
  }
  return undefined;
}

describe("parameters", () => {
  test("are found by name in any case, repeated ones joined", () => {
    const query = readQuery("/api/x?Take=1&IDS=a,b&ids=c&empty=&flag");
    expect([...query]).toEqual([
      ["take", "1"],
      ["ids", "a,b,c"],
      ["empty", ""],
      ["flag", ""],
    ]);
    expect(readQuery("/api/x").size).toBe(0);
    expect(readQuery("/api/x?").size).toBe(0);
  });

  test("are decoded once", () => {
    expect(of("%2541").get("x")).toBe("%41");
    expect(of("a+b%20c").get("x")).toBe("a b c");
  });
});

describe("lists", () => {
  test("leave out empty values; a list without values is undefined", () => {
    expect(readList(of("a,%20b%20,,c"), "X")).toEqual(["a", "b", "c"]);
    expect(readList(of(""), "x")).toBeUndefined();
    expect(readList(of(",,"), "x")).toBeUndefined();
    expect(readList(of("a"), "y")).toBeUndefined();
  });

  test("have a limit", () => {
    const many = (count: number) => of(Array.from({ length: count }, (_, i) => i).join(","));
    expect(readList(many(2_000), "x")).toHaveLength(2_000);
    expect(refusal(() => readList(many(2_001), "x"))).toBe("x must have at most 2000 values.");
  });
});

describe("flags", () => {
  test.each([
    ["true", true],
    ["TRUE", true],
    ["False", false],
    ["", "fallback"],
  ])("'%s' is %s", (text, value) => {
    for (const fallback of [true, false]) {
      expect(readFlag(of(text), "x", fallback)).toBe(value === "fallback" ? fallback : value);
    }
  });

  test.each(["1", "yes", "tru", "true,true"])("'%s' is refused", (text) => {
    expect(refusal(() => readFlag(of(text), "x", true))).toMatch(/^x must be true or false, not '/);
  });
});

describe("times", () => {
  test.each([
    ["2026-01-31", "2026-01-31T00:00:00.000Z"],
    ["2026-01-31T12:30", "2026-01-31T12:30:00.000Z"],
    ["2026-01-31T12:30:45", "2026-01-31T12:30:45.000Z"],
    ["2026-01-31T12:30:45.123Z", "2026-01-31T12:30:45.123Z"],
    ["2026-01-31T12:30:45.1234567%2B00:00", "2026-01-31T12:30:45.123Z"],
    ["2026-01-31T12:30:45%2B02:00", "2026-01-31T10:30:45.000Z"],
    ["2026-01-31T12:30:45+02:00", "2026-01-31T10:30:45.000Z"],
    ["2026-01-31T12:30:45-0230", "2026-01-31T15:00:45.000Z"],
    ["2024-02-29", "2024-02-29T00:00:00.000Z"],
    ["2026-01-31%2012:30", "2026-01-31T12:30:00.000Z"],
  ])("%s is %s", (text, time) => {
    expect(readTime(of(text), "x")?.toISOString()).toBe(time);
  });

  test.each([
    "yesterday",
    "2026",
    "2026-13-01",
    "2026-02-31",
    "2025-02-29",
    "2026-01-31T25:00:00Z",
    "2026-01-31T12:61:00Z",
    "0000-01-01",
    "0001-01-01T00:00:00%2B14:00",
    "9999-12-31T23:59:59-14:00",
    "+275760-09-13",
    "1/31/2026",
    "2026-01-31T12:30:45Zjunk",
  ])("%s is refused", (text) => {
    expect(refusal(() => readTime(of(text), "x"))).toMatch(/^x must be a time such as 2026-/);
  });

  test("are absent when not given", () => {
    expect(readTime(of(""), "x")).toBeUndefined();
    expect(readTime(of("2026-01-01"), "y")).toBeUndefined();
  });

  test("are read as they were written", () => {
    const bounds = {
      min: new Date("0001-01-02"),
      max: new Date("9999-12-30"),
      noInvalidDate: true,
    };
    fc.assert(
      fc.property(fc.date(bounds), (time) => {
        expect(readTime(of(time.toISOString()), "x")).toEqual(time);
      }),
    );
  });

  test("fail with a short error message for any text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const sentence = refusal(() => readTime(of(encodeURIComponent(text)), "x"));
        if (sentence !== undefined) expect(sentence.length).toBeLessThan(150);
      }),
    );
  });
});

test.each([
  ["2026-01-31", "2026-02-01T00:00:00.000Z"],
  ["2026-01-31-03:00", "2026-02-01T03:00:00.000Z"],
  ["2026-01-31T23:59", "2026-01-31T23:59:00.000Z"],
  ["9999-12-31", "9999-12-31T23:59:59.999Z"],
])("as the end of a range %s is %s", (text, time) => {
  expect(readTimeEnd(of(text), "x")?.toISOString()).toBe(time);
});

test("a range without an end has none", () => {
  expect(readTimeEnd(of(""), "x")).toBeUndefined();
});
