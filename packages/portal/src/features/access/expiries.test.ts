import { expect, it } from "vitest";
import { DEFAULT_EXPIRY, EXPIRIES, expiryAfter } from "./expiries.ts";

const now = Date.parse("2026-11-22T10:00:00Z");

it("keys end some days from now, to the hour", () => {
  expect(expiryAfter("30", now)).toBe("2026-12-22T10:00:00.000Z");
  expect(expiryAfter(DEFAULT_EXPIRY, now)).toBe("2027-05-21T10:00:00.000Z");
});

it("the choices go from the shortest to the longest", () => {
  const days = EXPIRIES.map(({ id }) => Number(id));
  expect(days).toEqual(days.toSorted((a, b) => a - b));
  expect(days.map(String)).toContain(DEFAULT_EXPIRY);
});
