import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proof as anyProof, count, fixed, hash } from "../tests/arbitraries.ts";
import {
  bitFlips,
  codeOf,
  leafEntry,
  memoryTree,
  nodeSha256,
  rejection,
  utf8,
} from "../tests/support.ts";
import { checkConsistency, consistencyPlan, proveConsistency } from "./consistency.ts";
import { emptyRoot } from "./hash.ts";

const SIZE = 40;
const tree = memoryTree(SIZE);

function head(size: number) {
  return { size, root: tree.root(size) };
}

async function claimOf(older: number, newer: number) {
  const proof = await proveConsistency(older, newer, tree);
  return { older: head(older), newer: head(newer), proof };
}

describe("proveConsistency", () => {
  it("joins every pair of trees, no longer than the logarithm and one", async () => {
    for (let newer = 1; newer <= SIZE; newer++) {
      for (let older = 1; older <= newer; older++) {
        const claim = await claimOf(older, newer);
        expect(claim.proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(newer)) + 1);
        checkConsistency(claim);
        checkConsistency(claim, nodeSha256);
      }
    }
  });

  it("needs nothing between equal sizes and omits a complete old root", () => {
    expect(consistencyPlan(7, 7)).toEqual([]);
    expect(consistencyPlan(4, 8)).toEqual([[{ level: 2, index: 1 }]]);
    expect(consistencyPlan(3, 4)).toEqual([
      [{ level: 0, index: 2 }],
      [{ level: 0, index: 3 }],
      [{ level: 1, index: 0 }],
    ]);
  });

  it("stays within its limits for the largest tree", () => {
    fc.assert(
      fc.property(count, count, (a, b) => {
        const [older, newer] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(older > 0);
        const plan = consistencyPlan(older, newer);
        expect(plan.length).toBeLessThanOrEqual(54);
        expect(plan.flat().length).toBeLessThanOrEqual(128);
        for (const { level, index } of plan.flat()) {
          expect((index + 1) * 2 ** level).toBeLessThanOrEqual(newer);
        }
      }),
      fixed,
    );
  });

  it.each([
    [0, 4],
    [5, 4],
    [-1, 4],
    [1, Number.NaN],
  ])("refuses %d to %d", (older, newer) => {
    expect(() => consistencyPlan(older, newer)).toThrow(rejection("ARGUMENT_INVALID"));
  });
});

describe("checkConsistency", () => {
  it("refuses every proof with one bit flipped, in proof or either root", async () => {
    for (const [older, newer] of [
      [1, 2],
      [3, 7],
      [4, 8],
      [6, 9],
      [23, 39],
    ] as const) {
      const claim = await claimOf(older, newer);
      const refuses = (change: object) => {
        expect(codeOf(() => checkConsistency({ ...claim, ...change }))).toBe("CONSISTENCY_REFUSED");
      };
      for (const root of bitFlips(claim.older.root)) refuses({ older: { size: older, root } });
      for (const root of bitFlips(claim.newer.root)) refuses({ newer: { size: newer, root } });
      claim.proof.forEach((node, i) => {
        for (const flipped of bitFlips(node)) refuses({ proof: claim.proof.with(i, flipped) });
      });
    }
  });

  it("refuses hashes dropped, doubled, swapped or added", async () => {
    const claim = await claimOf(11, 29);
    const [first = emptyRoot(), ...rest] = claim.proof;
    for (const proof of [rest, [], claim.proof.toReversed(), [first, first, ...rest]]) {
      expect(codeOf(() => checkConsistency({ ...claim, proof }))).toBe("CONSISTENCY_REFUSED");
    }
  });

  it("refuses a history in which one old entry was changed", async () => {
    for (let changed = 0; changed < 13; changed++) {
      const forged = memoryTree(29, (i) => (i === changed ? utf8("forged") : leafEntry(i)));
      for (const source of [tree, forged]) {
        const proof = await proveConsistency(13, 29, source);
        const newer = { size: 29, root: forged.root(29) };
        const code = codeOf(() => checkConsistency({ older: head(13), newer, proof }));
        expect(code).toBe("CONSISTENCY_REFUSED");
      }
    }
  });

  it("takes equal sizes with equal roots and the empty proof only", () => {
    checkConsistency({ older: head(7), newer: head(7), proof: [] });
    for (const claim of [
      { older: head(7), newer: { size: 7, root: tree.root(8) }, proof: [] },
      { older: head(7), newer: head(7), proof: [tree.root(1)] },
      { older: head(8), newer: head(7), proof: [] },
    ]) {
      expect(() => checkConsistency(claim)).toThrow(rejection("CONSISTENCY_REFUSED"));
    }
  });

  it("lets anything extend the empty tree, which has one root", () => {
    checkConsistency({ older: head(0), newer: head(0), proof: [] });
    checkConsistency({ older: head(0), newer: head(9), proof: [] });
    for (const claim of [
      { older: { size: 0, root: tree.root(9) }, newer: head(9), proof: [] },
      { older: head(0), newer: head(9), proof: [tree.root(9)] },
      { older: head(0), newer: { size: 0, root: tree.root(9) }, proof: [] },
    ]) {
      expect(() => checkConsistency(claim)).toThrow(rejection("CONSISTENCY_REFUSED"));
    }
  });

  it("answers any claim with its own code", () => {
    const any = fc.record({ size: count.filter((size) => size > 0), root: hash });
    fc.assert(
      fc.property(any, any, anyProof, (older, newer, proof) => {
        const code = codeOf(() => checkConsistency({ older, newer, proof }));
        expect(code).toBe("CONSISTENCY_REFUSED");
      }),
      fixed,
    );
  });

  it("refuses an endless proof before hashing", () => {
    const proof = Array.from({ length: 64 }, () => new Uint8Array(32));
    const noHashing = () => expect.fail("hashed");
    expect(() => checkConsistency({ older: head(3), newer: head(9), proof }, noHashing)).toThrow(
      rejection("CONSISTENCY_REFUSED"),
    );
  });

  it("calls wrong lengths and sizes the caller's fault", async () => {
    const claim = await claimOf(3, 4);
    for (const change of [
      { older: { size: 3, root: new Uint8Array(31) } },
      { newer: { size: 0.5, root: tree.root(4) } },
      { proof: [new Uint8Array(33)] },
    ]) {
      expect(codeOf(() => checkConsistency({ ...claim, ...change }))).toBe("ARGUMENT_INVALID");
    }
  });
});
