import type { Finding } from "@indelible/trail";
import { expect, test } from "vitest";
import { formatJson, formatText, type Report } from "./report.ts";

const ROOT = `${"A".repeat(43)}=`;

function report(findings: readonly Finding[], findingsCount = findings.length): Report {
  const head = { size: 5, root: new Uint8Array(32) };
  return { head, findings, findingsCount, remarks: ["a remark"] };
}

const CHANGED: Finding = { kind: "changed", eventId: "Events-3", index: 2, detail: "It differs." };
const FORKED: Finding = { kind: "forked", eventId: null, index: null, detail: "No signature." };

test("a report without findings", () => {
  expect(formatText(report([]))).toBe(`Verified: 5 entries, root ${ROOT}`);
  expect(JSON.parse(formatJson(report([])))).toEqual({
    ok: true,
    size: 5,
    root: ROOT,
    findings: [],
    findingsCount: 0,
  });
});

test("findings are lines of text, or objects of JSON, without the remarks", () => {
  expect(formatText(report([CHANGED, FORKED]))).toBe(
    [
      "changed    Events-3 (entry 2): It differs.",
      "forked     No signature.",
      `NOT verified, 2 finding(s): 5 entries, root ${ROOT}`,
    ].join("\n"),
  );
  expect(JSON.parse(formatJson(report([CHANGED, FORKED])))).toEqual({
    ok: false,
    size: 5,
    root: ROOT,
    findings: [CHANGED, FORKED],
    findingsCount: 2,
  });
});

test("findings that were left out are counted", () => {
  const text = formatText(report([CHANGED], 1_000));
  expect(text).toContain("\nand 999 more\nNOT verified, 1000 finding(s): ");
  expect(JSON.parse(formatJson(report([CHANGED], 1_000)))).toMatchObject({ findingsCount: 1_000 });
});
