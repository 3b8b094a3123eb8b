import { expect, test } from "vitest";
import { passwordForm, passwordForms, passwordRefused } from "./file-password.ts";

test("a password is UTF-8, and UTF-16 with two zero bytes at its end", () => {
  const { utf8, utf16 } = passwordForm("aä");
  expect([utf8.toString("hex"), utf16.toString("hex")]).toEqual(["61c3a4", "006100e40000"]);
});

test("an empty password is also tried without the zero bytes", () => {
  expect(passwordForms("").map(({ utf16 }) => utf16.toString("hex"))).toEqual(["0000", ""]);
  expect(passwordForms("a")).toEqual([passwordForm("a")]);
});

test("a refusal distinguishes a missing from a wrong password", () => {
  expect(passwordRefused("").errors).toEqual([expect.stringMatching(/^Password is required/)]);
  expect(passwordRefused("a").errors).toEqual([expect.stringMatching(/^Password is wrong/)]);
});
