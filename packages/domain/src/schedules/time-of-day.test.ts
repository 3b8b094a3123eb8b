import { expect, test } from "vitest";
import { ScheduleError } from "./schedule-error.ts";
import { secondOfDay, timeOfDay } from "./time-of-day.ts";

test.each([
  ["2026-01-31T09:00:00", [9, 0, 0]],
  ["2026-01-31T23:59", [23, 59, 0]],
  ["2026-01-31T09:08:07.123Z", [9, 8, 7]],
  ["2026-01-31T09:00:00+05:30", [9, 0, 0]],
])("%s is %j", (text, [hour, minute, second]) => {
  expect(timeOfDay("StartTime", text)).toEqual({ hour, minute, second });
});

test.each([null, ""])("%j is missing", (text) => {
  expect(() => timeOfDay("StartTime", text)).toThrow(
    new ScheduleError("Filter.StartTime is required."),
  );
});

test.each(["09:00", "2026-01-31", "2026-01-31T24:00:00", "2026-01-31T09:60:00", "noon"])(
  "%s is refused",
  (text) => {
    expect(() => timeOfDay("StartTime", text)).toThrow(
      new ScheduleError(
        `Filter.StartTime must be a time such as 2026-01-31T09:00:00, not '${text}'.`,
      ),
    );
  },
);

test("seconds count from midnight", () => {
  expect(secondOfDay({ hour: 0, minute: 0, second: 0 })).toBe(0);
  expect(secondOfDay({ hour: 23, minute: 59, second: 59 })).toBe(86_399);
});
