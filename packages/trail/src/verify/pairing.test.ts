import { expect, test } from "vitest";
import { FINDINGS_MAX, type Finding } from "./finding.ts";
import { Pairing, type Stray } from "./pairing.ts";

const alone: Finding = { kind: "changed", eventId: null, index: null, detail: "alone" };

function stray(event: number, expected: string | null, actual: string | null): Stray {
  const index = expected === null ? null : event - 1;
  return { eventId: `Events-${event}`, index, expected, actual, alone: { ...alone, index } };
}

function findings(...strays: Stray[]): string[] {
  const pairing = new Pairing(() => {});
  for (const each of strays) pairing.add(each);
  return pairing.findings().map(({ kind, eventId, index }) => `${kind} ${eventId}@${index}`);
}

test("events in each other's place are reordered", () => {
  const found = findings(stray(1, "aa", "bb"), stray(2, "bb", "aa"));
  expect(found).toEqual(["reordered Events-1@0", "reordered Events-2@1"]);
});

test("three in a ring are reordered, each named", () => {
  const found = findings(stray(1, "aa", "cc"), stray(2, "bb", "aa"), stray(3, "cc", "bb"));
  expect(found).toEqual(["reordered Events-1@0", "reordered Events-2@1", "reordered Events-3@2"]);
});

test("an event that was only changed, deleted or added is reported as such", () => {
  expect(findings(stray(1, "aa", "xx"), stray(2, "bb", null), stray(3, null, "cc"))).toEqual([
    "changed null@0",
    "changed null@1",
    "changed null@null",
  ]);
});

test("an event that was given another number is one finding, at its place", () => {
  const found = findings(stray(1, "aa", null), stray(9, null, "aa"));
  expect(found).toEqual(["changed Events-1@0"]);
});

test("a copy of another event in its place: the copy is named, the original is not", () => {
  expect(findings(stray(1, "aa", "bb"))).toEqual(["changed null@0"]);
});

test("strays beyond the limit are handed on as they are", () => {
  const rest: Finding[] = [];
  const pairing = new Pairing((finding) => rest.push(finding));
  for (let i = 0; i < FINDINGS_MAX + 3; i++) pairing.add(stray(i, `${i}`, "xx"));
  expect(rest).toHaveLength(3);
  expect(pairing.findings()).toHaveLength(FINDINGS_MAX);
});
