import { sha256Hex } from "@indelible/trail";
import { expect, test } from "vitest";
import { idIn, isDigestOf } from "./event-text.ts";

test.each([
  ['{"Id":"Events-7","Message":"x"}', "Events-7"],
  ['{"Id":"Users-7"}', null],
  ['{"Id":7}', null],
  ['{"id":"Events-7"}', null],
  ["[]", null],
  ["null", null],
  ['{"Id":"Events-7"', null],
  ["", null],
])("the event's id in %j is %j", (text, id) => {
  expect(idIn(text)).toBe(id);
});

test("an entry is the SHA-256 digest of the event's text", () => {
  const entry = Buffer.from(sha256Hex("text"), "hex");
  expect(isDigestOf(entry, "text")).toBe(true);
  expect(isDigestOf(entry, "Text")).toBe(false);
  expect(isDigestOf(entry.subarray(1), "text")).toBe(false);
});
