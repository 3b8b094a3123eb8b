import { describe, expect, test } from "vitest";
import { DAY, nightBefore, storyClock, workingTimes } from "./calendar.ts";
import { seededChance } from "./chance.ts";

const MONDAY = new Date("2026-03-02T00:00:00.000Z");

describe("the clock of a story", () => {
  test("changes only when it is moved, and never backwards", () => {
    const clock = storyClock(MONDAY);
    clock.pass(5_000);
    clock.moveTo(MONDAY);
    expect(clock.now().getTime()).toBe(MONDAY.getTime() + 5_000);
    clock.moveTo(new Date(MONDAY.getTime() + DAY));
    expect(clock.now().getTime()).toBe(MONDAY.getTime() + DAY);
  });
});

describe("working times", () => {
  const end = new Date(MONDAY.getTime() + 28 * DAY);
  const workTimes = workingTimes(seededChance(7), MONDAY, end, 2_000);

  test("are in order and between their bounds", () => {
    const times = workTimes.map((time) => time.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(MONDAY.getTime());
    expect(times.at(-1)).toBeLessThan(end.getTime());
  });

  test("are in working hours on weekdays, with few exceptions", () => {
    const usual = workTimes.filter((time) => {
      const hour = time.getUTCHours();
      return time.getUTCDay() % 6 !== 0 && hour >= 7 && hour < 20;
    });
    expect(usual.length / workTimes.length).toBeGreaterThan(0.95);
    expect(usual.length).toBeLessThan(workTimes.length);
  });
});

test.each([0, 1, 2, 3, 4, 5, 6])(
  "the night before, with an end %d days later, is on a weekday at 02:10",
  (days) => {
    const night = nightBefore(new Date(MONDAY.getTime() + days * DAY), 9);
    expect(night.getUTCDay() % 6).not.toBe(0);
    expect(night.toISOString().slice(11)).toBe("02:10:00.000Z");
  },
);
