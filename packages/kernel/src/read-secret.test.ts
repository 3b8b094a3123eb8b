import { secret } from "@indelible/domain";
import { Type } from "typebox";
import { expect, test } from "vitest";
import { readFields } from "./read-fields.ts";

const schema = Type.Object({ Password: secret("sealed", "object") });
const read = (Password: unknown) => readFields(schema, { Password }).Password;

test.each([
  ["hush", "hush"],
  [null, null],
  [{ HasValue: true }, { HasValue: true }],
  [
    { hasValue: false, newValue: null },
    { HasValue: false, NewValue: null },
  ],
  [{ NewValue: "hush", Hint: null }, { NewValue: "hush" }],
])("a secret sent as %j is read", (sent, expected) => {
  expect(read(sent)).toEqual(expected);
});

test.each([
  [{}, "Password must be text, or an object with HasValue or NewValue."],
  [{ value: "hush" }, "Password must be text, or an object with HasValue or NewValue."],
  [{ Kept: "hush", Indicator: "x" }, "Password must be text, or an object with"],
  [{ HasValue: "hush" }, "Password.HasValue must be true or false."],
  [{ HasValue: true, NewValue: 5 }, "Password.NewValue must be text."],
  [{ NewValue: { NewValue: "hush" } }, "Password.NewValue must be text."],
  [{ NewValue: "hush\0" }, "Password must not contain the NUL character."],
  [["hush"], "Password must be text."],
  [5, "Password must be text."],
])("a secret sent as %j is refused without quoting it", (sent, message) => {
  expect(() => read(sent)).toThrow(
    expect.objectContaining({ errors: [expect.stringContaining(message)] }),
  );
  expect(() => read(sent)).toThrow(
    expect.not.objectContaining({ errors: [expect.stringContaining("hush")] }),
  );
});
