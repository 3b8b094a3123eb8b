import { describe, expect, it } from "vitest";
import { sampleEvent } from "../../testing/sample-event.ts";
import { nextEventRow, stepOfKey } from "./row-keys.ts";
import type { TimelineRow } from "./timeline.ts";

const day: TimelineRow = { kind: "day", key: "d", heading: "Today" };
const event: TimelineRow = { kind: "event", key: "e", event: sampleEvent(), index: 0 };
const rows = [day, event, event, day, event];

describe("keys of the list", () => {
  it("j and k work anywhere, arrows only inside", () => {
    expect(stepOfKey({ key: "j" }, false)).toBe("next");
    expect(stepOfKey({ key: "k" }, true)).toBe("previous");
    expect(stepOfKey({ key: "ArrowDown" }, false)).toBeUndefined();
    expect(stepOfKey({ key: "ArrowDown" }, true)).toBe("next");
    expect(stepOfKey({ key: "End" }, true)).toBe("last");
    expect(stepOfKey({ key: "x" }, true)).toBeUndefined();
  });

  it("begin at the first event", () => {
    expect(nextEventRow(rows, undefined, "next")).toBe(1);
    expect(nextEventRow(rows, undefined, "previous")).toBe(1);
  });

  it("step over headings, both ways", () => {
    expect(nextEventRow(rows, 2, "next")).toBe(4);
    expect(nextEventRow(rows, 4, "previous")).toBe(2);
  });

  it("stay within the list", () => {
    expect(nextEventRow(rows, 4, "next")).toBeUndefined();
    expect(nextEventRow(rows, 1, "previous")).toBeUndefined();
  });

  it("reach both ends", () => {
    expect(nextEventRow(rows, 2, "first")).toBe(1);
    expect(nextEventRow(rows, 2, "last")).toBe(4);
  });

  it("lead nowhere without events", () => {
    expect(nextEventRow([], undefined, "next")).toBeUndefined();
    expect(nextEventRow([day], undefined, "last")).toBeUndefined();
  });
});
