import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proof as anyProof, count, fixed, hash } from "../tests/arbitraries.ts";
import { bitFlips, codeOf, memoryTree, nodeSha256, rejection } from "../tests/support.ts";
import type { HashReader } from "./hash-reader.ts";
import { checkInclusion, inclusionPlan, proveInclusion } from "./inclusion.ts";
import { MAX_PROOF_HASHES } from "./proof-plan.ts";

const SIZE = 40;
const tree = memoryTree(SIZE);

async function claimOf(index: number, size: number) {
  const proof = await proveInclusion(index, size, tree);
  return {
    index,
    leafHash: tree.hash({ level: 0, index }),
    proof,
    tree: { size, root: tree.root(size) },
  };
}

describe("proveInclusion", () => {
  it("proves every leaf of every tree, no longer than the logarithm", async () => {
    for (let size = 1; size <= SIZE; size++) {
      for (let index = 0; index < size; index++) {
        const claim = await claimOf(index, size);
        expect(claim.proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)));
        checkInclusion(claim);
        checkInclusion(claim, nodeSha256);
      }
    }
  });

  it("has the lengths of RFC 6962's example of seven leaves", () => {
    expect(inclusionPlan(0, 7)).toHaveLength(3);
    expect(inclusionPlan(6, 7)).toHaveLength(2);
    expect(inclusionPlan(0, 1)).toEqual([]);
  });

  it("plans which nodes to read, a list for each hash", () => {
    expect(inclusionPlan(0, 7)).toEqual([
      [{ level: 0, index: 1 }],
      [{ level: 1, index: 1 }],
      [
        { level: 1, index: 2 },
        { level: 0, index: 6 },
      ],
    ]);
  });

  it("reads all nodes in one batch, or none", async () => {
    const batches: number[] = [];
    const reader: HashReader = {
      readHashes(nodes) {
        batches.push(nodes.length);
        return tree.readHashes(nodes);
      },
    };
    await proveInclusion(3, 39, reader);
    await proveInclusion(0, 1, reader);
    expect(batches).toEqual([inclusionPlan(3, 39).flat().length]);
  });

  it("stays within its limits for the largest tree", () => {
    fc.assert(
      fc.property(count, count, (a, b) => {
        const [index, size] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(index < size);
        const plan = inclusionPlan(index, size);
        expect(plan.length).toBeLessThanOrEqual(53);
        expect(plan.flat().length).toBeLessThanOrEqual(128);
        for (const node of plan.flat()) {
          const [start, end] = [node.index * 2 ** node.level, (node.index + 1) * 2 ** node.level];
          expect(end).toBeLessThanOrEqual(size);
          expect(start > index || end <= index).toBe(true);
        }
      }),
      fixed,
    );
  });

  it.each([
    [1, 1],
    [0, 0],
    [-1, 5],
    [0.5, 5],
    [0, 2 ** 53],
  ])("refuses leaf %d of %d", async (index, size) => {
    await expect(proveInclusion(index, size, tree)).rejects.toThrow(rejection("ARGUMENT_INVALID"));
  });

  it.each([
    ["too few hashes", []],
    ["too many hashes", Array.from({ length: 9 }, () => new Uint8Array(32))],
    ["hashes of the wrong size", [new Uint8Array(31), new Uint8Array(32), new Uint8Array(32)]],
  ])("refuses a reader that gives %s", async (_, answer) => {
    const reader = { readHashes: async () => answer };
    await expect(proveInclusion(0, 8, reader)).rejects.toThrow(rejection("READER_BROKEN"));
  });
});

describe("checkInclusion", () => {
  it("refuses every proof with one bit flipped, in proof, leaf or root", async () => {
    for (const [index, size] of [
      [0, 2],
      [2, 3],
      [4, 7],
      [6, 7],
      [20, 39],
    ] as const) {
      const claim = await claimOf(index, size);
      const refuses = (change: object) => {
        expect(codeOf(() => checkInclusion({ ...claim, ...change }))).toBe("INCLUSION_REFUSED");
      };
      for (const leafHash of bitFlips(claim.leafHash)) refuses({ leafHash });
      for (const root of bitFlips(claim.tree.root)) refuses({ tree: { size, root } });
      claim.proof.forEach((sibling, i) => {
        for (const flipped of bitFlips(sibling)) refuses({ proof: claim.proof.with(i, flipped) });
      });
    }
  });

  it("refuses hashes dropped, doubled, swapped or added", async () => {
    const claim = await claimOf(11, 29);
    const [first = claim.leafHash, ...rest] = claim.proof;
    for (const proof of [rest, [], claim.proof.toReversed(), [first, first, ...rest]]) {
      expect(codeOf(() => checkInclusion({ ...claim, proof }))).toBe("INCLUSION_REFUSED");
    }
  });

  it("refuses every other index", async () => {
    const claim = await claimOf(11, 29);
    for (let index = 0; index < 40; index++) {
      const code = codeOf(() => checkInclusion({ ...claim, index }));
      expect(code).toBe(index === 11 ? undefined : "INCLUSION_REFUSED");
    }
  });

  it("answers any claim with its own code or acceptance", () => {
    const any = fc.record({
      index: fc.oneof(count, fc.double()),
      leafHash: hash,
      proof: anyProof,
      tree: fc.record({ size: count, root: hash }),
    });
    fc.assert(
      fc.property(any, (claim) => {
        expect(codeOf(() => checkInclusion(claim))).toBe("INCLUSION_REFUSED");
      }),
      fixed,
    );
  });

  it("hashes nothing for a proof that is too long", () => {
    const claim = {
      index: 0,
      leafHash: new Uint8Array(32),
      proof: Array.from({ length: MAX_PROOF_HASHES + 1 }, () => new Uint8Array(32)),
      tree: { size: 2 ** 52, root: new Uint8Array(32) },
    };
    const noHashing = () => expect.fail("hashed");
    expect(() => checkInclusion(claim, noHashing)).toThrow(rejection("INCLUSION_REFUSED"));
  });

  it("calls wrong lengths and sizes the caller's fault", async () => {
    const claim = await claimOf(1, 4);
    for (const change of [
      { leafHash: new Uint8Array(31) },
      { proof: [new Uint8Array(64)] },
      { tree: { size: 4, root: new Uint8Array() } },
      { tree: { ...claim.tree, size: -4 } },
    ]) {
      expect(codeOf(() => checkInclusion({ ...claim, ...change }))).toBe("ARGUMENT_INVALID");
    }
  });
});
