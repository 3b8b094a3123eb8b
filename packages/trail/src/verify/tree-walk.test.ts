import { appendLeaves, EMPTY_EDGE, edgeTree, hashLeaf, TILE_WIDTH } from "@indelible/ledger";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Finding } from "./finding.ts";
import { type StoredTiles, TreeWalk, type WalkEntry } from "./tree-walk.ts";

/** A log of entries that are all as they were signed, with its tiles and a way to sign it. */
function logOf(size: number) {
  const leaves = Array.from({ length: size }, (_, i) => hashLeaf(Buffer.from(`entry ${i}`)));
  const { nodes } = appendLeaves(EMPTY_EDGE, leaves);
  const tiles: StoredTiles = new Map(
    nodes
      .filter(({ level }) => level > 0 && level % 8 === 0)
      .map(({ level, index, hash }) => [
        `${level / 8 - 1}/${index}`,
        Buffer.from(hash).toString("hex"),
      ]),
  );
  const entries = leaves.map((leaf, index): WalkEntry => {
    return { index, number: index + 1, leaf, standing: "unproven" };
  });
  const head = (length: number) => edgeTree(appendLeaves(EMPTY_EDGE, leaves.slice(0, length)).edge);
  return { entries, tiles, head };
}

function walk(
  { tiles, head }: ReturnType<typeof logOf>,
  entries: readonly WalkEntry[],
  checkpoints: readonly number[],
): Finding[] {
  const findings: Finding[] = [];
  const tree = new TreeWalk((...found) => findings.push(...found));
  for (const size of checkpoints) {
    tree.append(entries.slice(tree.size, size), tiles);
    tree.checkpoint(head(size));
  }
  const signed = checkpoints.at(-1) ?? 0;
  tree.append(entries.slice(tree.size), tiles);
  tree.finish(signed, signed);
  return findings;
}

const brief = ({ kind, eventId }: Finding) => `${kind} ${eventId}`;
const forged = hashLeaf(Buffer.from("forged"));
const sizes = fc
  .uniqueArray(fc.integer({ min: 1, max: 800 }), { minLength: 1, maxLength: 12 })
  .map((list) => list.toSorted((a, b) => a - b));

test("a log as it was signed is never blamed", () => {
  fc.assert(
    fc.property(sizes, (checkpoints) => {
      const log = logOf(checkpoints.at(-1) ?? 0);
      expect(walk(log, log.entries, checkpoints)).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test("a forged entry is among those named, which lie between two checkpoints", () => {
  fc.assert(
    fc.property(sizes, fc.nat(), (checkpoints, place) => {
      const log = logOf(checkpoints.at(-1) ?? 0);
      const at = place % log.entries.length;
      const entry = { ...log.entries[at], leaf: forged } as WalkEntry;
      const findings = walk(log, log.entries.with(at, entry), checkpoints);
      expect(findings.map(brief)).toContain(`changed Events-${at + 1}`);
      const first = checkpoints.findLast((size) => size <= at) ?? 0;
      const end = checkpoints.find((size) => size > at) ?? 0;
      for (const { index } of findings) {
        expect(index).toBeGreaterThanOrEqual(first);
        expect(index).toBeLessThan(end);
      }
    }),
    { numRuns: 30 },
  );
});

test("a forged entry that is known to be foreign is named alone", () => {
  fc.assert(
    fc.property(sizes, fc.nat(), (checkpoints, place) => {
      const log = logOf(checkpoints.at(-1) ?? 0);
      const at = place % log.entries.length;
      const own = log.entries.map((entry): WalkEntry => ({ ...entry, standing: "own" }));
      const entry = { ...own[at], leaf: forged, standing: "foreign" } as WalkEntry;
      const findings = walk(log, own.with(at, entry), checkpoints);
      expect(findings.map(brief)).toEqual([`changed Events-${at + 1}`]);
    }),
    { numRuns: 30 },
  );
});

test("two exchanged entries are named, both and only they", () => {
  fc.assert(
    fc.property(sizes, fc.nat(), fc.nat(), (checkpoints, a, b) => {
      const log = logOf(checkpoints.at(-1) ?? 0);
      const [i, j] = [a % log.entries.length, b % log.entries.length];
      fc.pre(i !== j);
      const [one, other] = [log.entries[i], log.entries[j]] as [WalkEntry, WalkEntry];
      const swapped = log.entries.with(i, { ...other, index: i }).with(j, { ...one, index: j });
      const names = walk(log, swapped, checkpoints).map(brief);
      expect(names.toSorted()).toEqual(
        [`reordered Events-${i + 1}`, `reordered Events-${j + 1}`].toSorted(),
      );
    }),
    { numRuns: 40 },
  );
});

test("an entry reported already explains its range", () => {
  const log = logOf(300);
  const entry = { ...log.entries[9], leaf: forged, standing: "reported" } as WalkEntry;
  expect(walk(log, log.entries.with(9, entry), [100, 200, 300])).toEqual([]);
});

test("after a tile whose root is stored the tree is right again: later forgeries are found too", () => {
  const log = logOf(3 * TILE_WIDTH);
  const forge = (at: number) => ({ ...log.entries[at], leaf: forged }) as WalkEntry;
  const entries = log.entries.with(10, forge(10)).with(600, forge(600));
  const named = walk(log, entries, [50, 256, 512, 599, 601, 768]).map(brief);
  expect(named).toContain("changed Events-11");
  expect(named.at(-1)).toBe("changed Events-601");
});

test("a stored tile root that is wrong or missing is named, and no event is", () => {
  const log = logOf(600);
  const wrong = new Map([...log.tiles, ["0/1", "00".repeat(32)]]);
  const lacking = new Map([...log.tiles].filter(([name]) => name !== "0/0"));
  expect(walk({ ...log, tiles: wrong }, log.entries, [600])).toMatchObject([
    { kind: "changed", eventId: null, index: 256 },
  ]);
  expect(walk({ ...log, tiles: lacking }, log.entries, [600])).toMatchObject([
    { kind: "missing", eventId: null, index: 0 },
  ]);
});

test("entries that are all genuine but not those that were signed: the log is forked", () => {
  const log = logOf(20);
  const own = log.entries.map((entry): WalkEntry => ({ ...entry, standing: "own" }));
  const entry = { ...own[7], leaf: forged } as WalkEntry;
  expect(walk(log, own.with(7, entry), [4, 20])).toMatchObject([
    { kind: "forked", eventId: null, index: 4 },
  ]);
});

test("entries under no checkpoint: cut off, or added", () => {
  const log = logOf(12);
  const added = { ...log.entries[11], standing: "foreign" } as WalkEntry;
  expect(walk(log, log.entries.with(11, added), [10]).map(brief)).toEqual([
    "inserted Events-12",
    "truncated Events-11",
  ]);
});
