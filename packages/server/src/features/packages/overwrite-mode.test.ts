import { expect, test } from "vitest";
import { readOverwriteMode } from "./overwrite-mode.ts";

test.each([
  ["", false, "FailIfExists"],
  ["", true, "OverwriteExisting"],
  ["ignoreifexists", true, "IgnoreIfExists"],
  ["OverwriteExisting", false, "OverwriteExisting"],
  ["FailIfExists", true, "FailIfExists"],
])("overwriteMode '%s' with replace %s is %s", (given, replace, expected) => {
  expect(readOverwriteMode(given, replace)).toBe(expected);
});

test("an unknown mode is refused, and quoted only in part", () => {
  const error = expect.stringMatching(/^overwriteMode must be one of .*, not 'x{50}'\.$/);
  expect(() => readOverwriteMode("x".repeat(99), false)).toThrow(
    expect.objectContaining({ errors: [error] }),
  );
});
