import fc from "fast-check";
import { expect, it } from "vitest";
import { formatTimeSpan, isTimeSpan, parseTimeSpan } from "./time-span.ts";

it.each([
  ["00:00:00", 0, "seconds"],
  ["00:00:01.5", 1.5, "seconds"],
  ["00:01:00", 1, "minutes"],
  ["01:30:00", 90, "minutes"],
  ["02:00:00", 2, "hours"],
  ["1.00:00:00", 1, "days"],
  ["1.12:00:00", 36, "hours"],
])("%s is %d %s", (text, amount, unit) => {
  expect(parseTimeSpan(text)).toEqual({ amount, unit });
});

it("what is no length of time is none", () => {
  expect(parseTimeSpan("24:00:00")).toBeUndefined();
  expect(parseTimeSpan("")).toBeUndefined();
  expect(parseTimeSpan("soon")).toBeUndefined();
});

it("is written as the API takes it, and read as it was written", () => {
  const unit = fc.constantFrom("seconds", "minutes", "hours", "days");
  fc.assert(
    fc.property(fc.nat(100_000), unit, (amount, unit) => {
      const text = formatTimeSpan({ amount, unit });
      expect(isTimeSpan(text)).toBe(true);
      const read = parseTimeSpan(text);
      expect(read && formatTimeSpan(read)).toBe(text);
    }),
  );
  expect(formatTimeSpan({ amount: 1.5, unit: "seconds" })).toBe("00:00:01.500");
  expect(formatTimeSpan({ amount: 36, unit: "hours" })).toBe("1.12:00:00");
});
