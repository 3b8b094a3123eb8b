import { hashLeaf } from "@indelible/ledger";
import { expect, test } from "vitest";
import type { CheckedCheckpoint } from "./checkpoint-stream.ts";
import { type Milestone, unreached, withKept } from "./milestones.ts";

const root = (text: string) => hashLeaf(Buffer.from(text));
const checkpoint = (size: number): CheckedCheckpoint => {
  return { size, signed: { size, root: root(`tree ${size}`) }, findings: [] };
};

async function* stored(...sizes: number[]) {
  for (const size of sizes) yield checkpoint(size);
}

async function merged(kept: number | undefined, text = `tree ${kept}`, ...sizes: number[]) {
  const head = kept === undefined ? undefined : { size: kept, root: root(text) };
  const list: Milestone[] = [];
  for await (const milestone of withKept(stored(...sizes), head)) list.push(milestone);
  return list.map((m) => `${m.size}${m.signed ? "s" : ""}${m.kept ? "k" : ""}`);
}

test("a kept checkpoint is merged into its place among the stored ones", async () => {
  expect(await merged(undefined, "", 1, 5, 9)).toEqual(["1s", "5s", "9s"]);
  expect(await merged(3, "tree 3", 1, 5, 9)).toEqual(["1s", "3k", "5s", "9s"]);
  expect(await merged(12, "tree 12", 1, 5)).toEqual(["1s", "5s", "12k"]);
  expect(await merged(0, "tree 0")).toEqual(["0k"]);
});

test("a kept checkpoint that is stored too adds nothing, unless it says something else", async () => {
  expect(await merged(5, "tree 5", 1, 5, 9)).toEqual(["1s", "5s", "9s"]);
  expect(await merged(5, "another tree", 1, 5, 9)).toEqual(["1s", "5sk", "9s"]);
});

test("of the checkpoints beyond the end, the last signed one and the kept one are reported", () => {
  const kept = { size: 9, signed: undefined, findings: [], kept: { size: 9, root: root("") } };
  const found = unreached([checkpoint(7), checkpoint(8), kept], 5);
  expect(found.map(({ kind, index, detail }) => [kind, index, detail])).toEqual([
    ["truncated", 5, "The log was signed at size 8, but it has 5 entries."],
    ["truncated", 5, "The kept checkpoint is of size 9, but it has 5 entries."],
  ]);
  expect(unreached([], 5)).toEqual([]);
});
