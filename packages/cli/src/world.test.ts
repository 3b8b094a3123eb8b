import { expect, test } from "vitest";
import { testWorld } from "../../../test/support/world.ts";
import { setting } from "./world.ts";

test.each([
  ["a value", "/data", "/data"],
  ["white space around a value", " /data\n", "/data"],
  ["an empty value", "", undefined],
  ["white space only", "  ", undefined],
  ["a missing value", undefined, undefined],
])("%s", (_, value, expected) => {
  expect(setting(testWorld({ environment: { DATA_DIR: value } }), "DATA_DIR")).toBe(expected);
});
