import { expect, test } from "vitest";
import { applied } from "../../../../../test/support/filters.ts";

test.each<[string, string, string | undefined]>([
  ["2030/05/22 09:05:00", "HH dd-MMM-yyyy", "09 22-May-2030"],
  ["2030-05-22", "dddd d MMMM yy", "Wednesday 22 May 30"],
  ["2030-5-2 0:05", "h:mm tt t", "12:05 AM A"],
  [
    "2030-05-22T15:05:06.0789+05:30",
    "hh:mm:ss.fff zz zzz z K",
    "03:05:06.078 +05 +05:30 +5 +05:30",
  ],
  ["2030-05-22T15:05:06-01:00", "zzz H m s", "-01:00 15 5 6"],
  ["2030-05-22T15:05:06Z", "o", "2030-05-22T15:05:06.0000000Z"],
  ["2030-05-22", "'day' \\d \"of\" M", "day d of 5"],
  ["2030-02-29", "yyyy", undefined],
  ["2030-13-01", "yyyy", undefined],
  ["2030-05-22T24:00", "yyyy", undefined],
  ["0001-01-01", "yyyy", "0001"],
])("%s in the format %s is %j", (input, format, output) => {
  expect(applied(input, "Format", "Date", format)).toBe(output);
});
