import { expect, test } from "vitest";
import { looksOf, skeletonOf } from "./name-skeleton.ts";
import { isReservedName } from "./reserved-names.ts";

test.each([
  "system",
  "System",
  "s-y-s_t.e m",
  "ｓｙｓｔｅｍ",
  "ѕуѕtеm",
  "ЅУЅТЕМ",
  "systern",
  "sys\u200btem",
  "Direct SQL",
  "direct-sql",
  "Dіrесt SQL",
  "users-system",
  "Users-1",
  "Command line",
])("%j is reserved", (name) => {
  expect(isReservedName(name)).toBe(true);
});

test.each(["alice", "admin", "systems engineer", "sql-admin", "ops", "usersmith", "Иван"])(
  "%j can be the name of a user",
  (name) => {
    expect(isReservedName(name)).toBe(false);
  },
);

test.each([
  ["paypal", "раураl"],
  ["bob", "Воb"],
  ["scope", "ѕсоре"],
  ["pam", "РАМ"],
  ["admin", "αdmіn"],
  ["alice", "a\u2113ice"],
])("%j looks like %j", (one, other) => {
  expect(looksOf(one).some((look) => looksOf(other).includes(look))).toBe(true);
});

test("skeletons are those of Unicode's table", () => {
  expect(skeletonOf("раураl")).toBe("paypal");
  expect(skeletonOf("m1")).toBe("rnl");
  expect(skeletonOf("Ӕ")).toBe("AE");
  expect(skeletonOf("alice")).toBe("alice");
});
