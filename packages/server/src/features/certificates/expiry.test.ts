import fc from "fast-check";
import { expect, test } from "vitest";
import { dueExpiry, expiryVerb } from "./expiry.ts";

const NOT_AFTER = new Date("2026-03-01T12:00:00Z");
const [EXPIRED, TEN, TWENTY] = [
  "CertificateExpired",
  "CertificateExpiry10DayWarning",
  "CertificateExpiry20DayWarning",
];

test.each([
  ["2026-02-09T11:59:59Z", [], undefined],
  ["2026-02-09T12:00:00Z", [], TWENTY],
  ["2026-02-15T12:00:00Z", [TWENTY], undefined],
  ["2026-02-19T11:59:59Z", [], TWENTY],
  ["2026-02-19T12:00:00Z", [TWENTY], TEN],
  ["2026-02-19T12:00:00Z", [], TEN],
  ["2026-02-25T12:00:00Z", [TWENTY, TEN], undefined],
  ["2026-03-01T11:59:59Z", [TEN], undefined],
  ["2026-03-01T12:00:00Z", [TEN], EXPIRED],
  ["2027-03-01T12:00:00Z", [], EXPIRED],
  ["2027-03-01T12:00:00Z", [EXPIRED], undefined],
  // Setting the clock back makes no event due again.
  ["2026-02-15T12:00:00Z", [TEN], undefined],
  ["2026-02-15T12:00:00Z", [EXPIRED], undefined],
])("at %s, after %j, %s is due", (now, recorded, due) => {
  expect(dueExpiry(NOT_AFTER, new Date(now), recorded)).toBe(due);
});

test("whenever it is checked, no event is due twice, and the expiry is always due", () => {
  const days = fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 1 });
  fc.assert(
    fc.property(days, (offsets) => {
      const recorded: string[] = [];
      for (const offset of offsets) {
        const now = new Date(NOT_AFTER.getTime() + offset * 86_400_000);
        const due = dueExpiry(NOT_AFTER, now, recorded);
        if (due !== undefined) recorded.push(due);
      }
      expect(new Set(recorded).size).toBe(recorded.length);
      expect(recorded.includes(EXPIRED ?? "")).toBe(Math.max(...offsets) >= 0);
    }),
  );
});

test("the verb of each event", () => {
  expect(expiryVerb("CertificateExpired", NOT_AFTER)).toBe("expired on 2026-03-01");
  expect(expiryVerb("CertificateExpiry10DayWarning", NOT_AFTER)).toBe(
    "expires on 2026-03-01, in less than 10 days",
  );
});
