import { expect, test } from "vitest";
import { changedDestinations, checkDestinations } from "./destinations.ts";

const rule = { at: ["/Uri", "/Host/Name"], secrets: ["/Password", "/Key"], uses: ["/AccountId"] };
const type = { destinations: [rule] };
const KEPT = { Kept: "sealed", Indicator: "sensitive-value-indicator:v1:x" };
const before = { Uri: "a", Host: { Name: null }, Password: KEPT, Key: null };

test.each([
  [{ ...before, Uri: "b" }, "Uri determines where Password is sent: send Password again"],
  [{ ...before, Host: { Name: "h" } }, "Host.Name determines where Password is sent"],
  [{ ...before, Uri: null, Password: { HasValue: true } }, "Uri determines"],
])("a secret that stays is not sent somewhere else: %#", (after, sentence) => {
  expect(() => checkDestinations(type, before, after)).toThrow(
    expect.objectContaining({ errors: [expect.stringContaining(sentence)] }),
  );
  expect(changedDestinations(type, before, after)).toEqual([rule]);
});

test.each([
  ["another change", { ...before, Name: "x" }],
  ["an empty text for null", { ...before, Host: { Name: "" } }],
  ["a secret that is sent again", { ...before, Uri: "b", Password: { NewValue: "again" } }],
  ["a secret that is sent as text", { ...before, Uri: "b", Password: "again" }],
  ["a secret that is cleared", { ...before, Uri: "b", Password: { HasValue: false } }],
])("%s is accepted", (_, after) => {
  expect(() => checkDestinations(type, before, after)).not.toThrow();
});
