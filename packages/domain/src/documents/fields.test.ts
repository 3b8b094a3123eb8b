import { expect, test } from "vitest";
import { flag, object, optionalText, section, TIME_SPAN, timeSpan } from "./fields.ts";

test.each(["00:00:00", "01:00:00", "23:59:59", "7.00:00:00", "00:00:00.5", "1234567.12:00:00"])(
  "%s is a duration",
  (value) => expect(value).toMatch(new RegExp(TIME_SPAN)),
);

test.each(["", "1:00:00", "24:00:00", "00:60:00", "01:00", "-00:00:01", "01:00:00.12345678"])(
  "%j is not a duration",
  (value) => expect(value).not.toMatch(new RegExp(TIME_SPAN)),
);

test("a missing section has the defaults of its fields", () => {
  const inner = section({ Enabled: flag(true), Note: optionalText() });
  const outer = section({ Every: timeSpan("01:00:00"), Inner: inner });
  const defaults = { Every: "01:00:00", Inner: { Enabled: true, Note: null } };
  expect(outer).toMatchObject({ default: defaults });
  const other = section({ Every: timeSpan("01:00:00") }, { Every: "02:00:00" });
  expect(other).toMatchObject({
    default: { Every: "02:00:00" },
    properties: { Every: { default: "01:00:00" } },
  });
  expect("default" in object({ Enabled: flag() })).toBe(false);
});
