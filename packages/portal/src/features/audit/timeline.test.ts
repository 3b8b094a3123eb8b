import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localDay } from "../../model/format/time.ts";
import { sampleEvent } from "../../testing/sample-event.ts";
import { timelineRows } from "./timeline.ts";

const now = Date.parse("2026-11-22T12:00:00Z");
const at = (Id: string, instant: number) =>
  sampleEvent({ Id, Occurred: new Date(instant).toISOString() });

describe("the rows of the list", () => {
  it("begin each day with its heading", () => {
    const rows = timelineRows(
      [at("Events-3", now), at("Events-2", now - 1000), at("Events-1", now - 86_400_000)],
      now,
    );
    expect(rows.map((row) => (row.kind === "day" ? row.heading : row.key))).toEqual([
      "Today",
      "Events-3",
      "Events-2",
      "Yesterday",
      "Events-1",
    ]);
  });

  it("are none without events", () => {
    expect(timelineRows([], now)).toEqual([]);
  });

  it("hold every event once, in order, with its place, and a heading per day", () => {
    const ages = fc.array(fc.integer({ min: 0, max: 10 * 86_400_000 }), { maxLength: 30 });
    fc.assert(
      fc.property(ages, (given) => {
        const sorted = given.toSorted((a, b) => a - b);
        const rows = timelineRows(
          sorted.map((age, n) => at(`Events-${n}`, now - age)),
          now,
        );
        const events = rows.filter((row) => row.kind === "event");
        const days = rows.filter((row) => row.kind === "day");
        expect(events.map((row) => row.index)).toEqual(sorted.map((_, n) => n));
        expect(days).toHaveLength(new Set(sorted.map((age) => localDay(now - age))).size);
        expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
      }),
    );
  });
});
