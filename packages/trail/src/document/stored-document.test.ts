import { expect, test } from "vitest";
import { prefixOf } from "./stored-document.ts";

test.each([
  ["Projects-1", "Projects"],
  ["variableset-Projects-1", "variableset"],
  ["Projects", "Projects"],
  ["", ""],
])("the prefix of '%s' is '%s'", (id, prefix) => {
  expect(prefixOf(id)).toBe(prefix);
});
