import { expect, test } from "vitest";
import { FINDINGS_MAX, type Finding, Findings } from "./finding.ts";

const at = (index: number | null): Finding => {
  return { kind: "changed", eventId: null, index, detail: "." };
};

test("findings come in the order of the ledger, those without a place last", () => {
  const findings = new Findings();
  findings.add(at(null), at(7), at(2));
  expect(findings.inOrder().map(({ index }) => index)).toEqual([2, 7, null]);
});

test("those beyond the limit are counted only", () => {
  const findings = new Findings();
  for (let i = 0; i < FINDINGS_MAX; i++) findings.add(at(i));
  findings.add(at(0), at(1));
  expect(findings.count).toBe(FINDINGS_MAX + 2);
  expect(findings.inOrder()).toHaveLength(FINDINGS_MAX);
});
