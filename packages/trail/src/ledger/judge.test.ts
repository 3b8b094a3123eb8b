import { emptyRoot, type TreeHead } from "@indelible/ledger";
import { expect, test } from "vitest";
import { judge, type LedgerFacts } from "./judge.ts";

function head(size: number, fill = size): TreeHead {
  return { size, root: size === 0 ? emptyRoot() : new Uint8Array(32).fill(fill) };
}

const none = undefined;
const ok = { holdsKept: true, holdsPublished: true, isNew: false };

/** Each row of the state table: what is kept, what is published, what is stored, what is done. */
const ROWS: readonly [
  string,
  TreeHead | undefined,
  TreeHead | undefined,
  LedgerFacts["stored"] & { hasForeign?: boolean; isLater?: boolean },
  string,
][] = [
  ["a new installation", none, none, { ...ok, size: 0, isNew: true }, "begin"],
  ["the ledger was removed", none, none, { ...ok, size: 0 }, "alarm missing"],
  [
    "entries of nothing that was recorded",
    none,
    none,
    { ...ok, size: 3, isNew: true },
    "alarm missing",
  ],
  ["all is of another key", none, none, { ...ok, size: 3, hasForeign: true }, "alarm foreign-key"],
  ["a new data folder", none, head(5), { ...ok, size: 5, holdsKept: false }, "adopt"],
  ["a new data folder after a crash", none, head(5), { ...ok, size: 7, holdsKept: false }, "adopt"],
  ["cut off before the first sight", none, head(5), { ...ok, size: 4 }, "alarm smaller"],
  [
    "rewritten before the first sight",
    none,
    head(5),
    { ...ok, size: 5, holdsPublished: false },
    "alarm contradiction",
  ],
  ["the first start was killed", head(0), none, { ...ok, size: 0, isNew: true }, "publish"],
  [
    "the start of a later log was killed",
    head(1),
    none,
    { ...ok, size: 1, isLater: true },
    "publish",
  ],
  [
    "a later log was removed",
    head(1),
    none,
    { ...ok, size: 0, holdsKept: false, isLater: true },
    "alarm missing",
  ],
  [
    "the checkpoints of a later log were removed",
    head(5),
    none,
    { ...ok, size: 5, isLater: true },
    "alarm missing",
  ],
  ["the checkpoints were removed", head(5), none, { ...ok, size: 5 }, "alarm missing"],
  [
    "all of them were replaced",
    head(5),
    none,
    { ...ok, size: 5, hasForeign: true },
    "alarm foreign-key",
  ],
  ["killed before it published", head(5), head(3), { ...ok, size: 5 }, "publish"],
  ["killed, and another server appended", head(5), head(3), { ...ok, size: 9 }, "publish"],
  ["nothing to do", head(5), head(5), { ...ok, size: 5 }, "append"],
  ["killed before it signed", head(5), head(5), { ...ok, size: 7 }, "sign"],
  ["another server was at work", head(5), head(8), { ...ok, size: 8 }, "adopt"],
  ["another server was killed", head(5), head(8), { ...ok, size: 9 }, "adopt"],
  ["entries were removed", head(5), head(5), { ...ok, size: 4, holdsKept: false }, "alarm smaller"],
  ["what another server signed was removed", head(5), head(8), { ...ok, size: 6 }, "alarm smaller"],
  [
    "history was rewritten",
    head(5),
    head(5),
    { ...ok, size: 5, holdsKept: false },
    "alarm contradiction",
  ],
  [
    "another tree of this size was signed",
    head(5),
    head(5, 6),
    { ...ok, size: 5, holdsPublished: false },
    "alarm contradiction",
  ],
  [
    "a smaller tree was signed that this one does not extend",
    head(5),
    head(3),
    { ...ok, size: 5, holdsPublished: false },
    "alarm contradiction",
  ],
  [
    "another server signed a tree that does not extend this one",
    head(5),
    head(8),
    { ...ok, size: 8, holdsKept: false },
    "alarm contradiction",
  ],
];

test.each(ROWS)("%s", (_, kept, published, state, expected) => {
  const { hasForeign = false, isLater = false, ...stored } = state;
  const verdict = judge({ kept, published, hasForeign, isLater, stored });
  const done = verdict.kind === "alarm" ? `alarm ${verdict.alarm.code}` : verdict.kind;
  expect(done).toBe(expected);
  if (verdict.kind === "alarm") expect(verdict.alarm.stops).toBe(true);
});
