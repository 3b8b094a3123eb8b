import { expect, test } from "vitest";
import { ScheduleError } from "./schedule-error.ts";
import { ianaTimeZone } from "./time-zone.ts";

test.each([
  ["", "UTC"],
  ["Europe/Vienna", "Europe/Vienna"],
  ["W. Europe Standard Time", "Europe/Berlin"],
  ["UTC", "Etc/UTC"],
])("'%s' is %s", (name, zone) => {
  expect(ianaTimeZone("Filter.Timezone", name)).toBe(zone);
});

test("an unknown name is refused, and quoted in part", () => {
  expect(() => ianaTimeZone("Filter.Timezone", "x".repeat(500))).toThrow(
    new ScheduleError(
      `Filter.Timezone must be the name of a time zone such as Europe/Vienna, not '${"x".repeat(60)}'.`,
    ),
  );
});
