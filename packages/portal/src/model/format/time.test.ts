import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dayHeading,
  exactTime,
  localDay,
  relativeTime,
  shortDate,
  startOfLocalDay,
  timeOfDay,
} from "./time.ts";

const now = Date.parse("2026-11-22T12:00:00.000Z");
const minute = 60_000;
const day = 86_400_000;

describe("relative times", () => {
  it.each([
    [0, "just now"],
    [59_000, "just now"],
    [minute, "1 minute ago"],
    [119_000, "1 minute ago"],
    [3 * 60 * minute, "3 hours ago"],
    [day, "yesterday"],
    [3 * day, "3 days ago"],
    [8 * day, "last week"],
    [65 * day, "2 months ago"],
    [800 * day, "2 years ago"],
  ])("%i ms before now is %s", (age, words) => {
    expect(relativeTime(now - age, now)).toBe(words);
  });

  it("tell the future as such: clocks differ", () => {
    expect(relativeTime(now + 2 * minute, now)).toBe("in 2 minutes");
  });
});

describe("local days", () => {
  const instants = fc.integer({ min: 0, max: 4_000_000_000_000 });

  it("hold the instants from their start up to the next day's", () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const date = localDay(instant);
        expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
        expect(Date.parse(startOfLocalDay(date))).toBeLessThanOrEqual(instant);
        expect(Date.parse(startOfLocalDay(date, 1))).toBeGreaterThan(instant);
      }),
    );
  });

  it("begin at their own start", () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const date = localDay(instant);
        expect(localDay(Date.parse(startOfLocalDay(date)))).toBe(date);
      }),
    );
  });

  it("are called by their distance when near", () => {
    expect(dayHeading(now, now)).toBe("Today");
    expect(dayHeading(now - day, now)).toBe("Yesterday");
    expect(dayHeading(now - 5 * day, now)).toMatch(/^Tuesday,? 17 November 2026$/);
  });
});

describe("exact times", () => {
  it("say milliseconds and the offset", () => {
    expect(exactTime(now + 123)).toMatch(/22 Nov 2026.*\d\d:00:00\.123 GMT/);
  });

  it("keep to 24 hours", () => {
    expect(timeOfDay(now)).toMatch(/^\d\d:\d\d:\d\d$/);
    expect(shortDate(now)).toBe("22 Nov 2026");
  });
});
