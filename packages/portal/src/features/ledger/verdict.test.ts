import { expect, it } from "vitest";
import { broken } from "./verdict.ts";

it("a reason has a meaning, and keeps its detail", () => {
  expect(broken("ORIGIN_MISMATCH", "It names other/log.")).toEqual({
    kind: "broken",
    reason: "ORIGIN_MISMATCH",
    meaning: "The proof is for another ledger.",
    detail: "It names other/log.",
  });
});

it("a reason without a specific meaning still says that the proof is invalid", () => {
  expect(broken("LOG_MISMATCH", "").meaning).toBe("The proof does not hold.");
});
