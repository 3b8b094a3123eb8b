import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixed, hash } from "../tests/arbitraries.ts";
import { definedRoot, leafEntry, memoryTree, nodeSha256, rejection } from "../tests/support.ts";
import { hashChildren, hashLeaf } from "./hash.ts";
import { appendLeaves, EMPTY_EDGE, edgeTree } from "./right-edge.ts";
import { completeSubtrees, storedNodeCount } from "./subtrees.ts";

const leaves = Array.from({ length: 300 }, (_, i) => hashLeaf(leafEntry(i)));

describe("appendLeaves", () => {
  it("gives the root that RFC 6962 defines, at every size", () => {
    let edge = EMPTY_EDGE;
    for (let size = 0; size <= 100; size++) {
      expect(edgeTree(edge)).toEqual({ size, root: definedRoot(leaves.slice(0, size)) });
      edge = appendLeaves(edge, leaves.slice(size, size + 1)).edge;
    }
  });

  it("does not depend on how the leaves are batched", () => {
    const whole = appendLeaves(EMPTY_EDGE, leaves);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 60 }), { maxLength: 8 }), (batches) => {
        let [edge, taken] = [EMPTY_EDGE, 0];
        const nodes = [];
        for (const batch of [...batches, leaves.length]) {
          const growth = appendLeaves(edge, leaves.slice(taken, taken + batch));
          taken = Math.min(taken + batch, leaves.length);
          edge = growth.edge;
          nodes.push(...growth.nodes);
        }
        expect(edge).toEqual(whole.edge);
        expect(nodes).toEqual(whole.nodes);
      }),
      { ...fixed, numRuns: 30 },
    );
  });

  it("returns each new complete node once, children before parents, with its hash", () => {
    const { nodes } = appendLeaves(EMPTY_EDGE, leaves);
    expect(nodes).toHaveLength(storedNodeCount(leaves.length));
    const known = new Map<string, Uint8Array>();
    for (const { level, index, hash: value } of nodes) {
      const [left, right] = [2 * index, 2 * index + 1].map((i) => known.get(`${level - 1}/${i}`));
      if (level === 0) expect(value).toBe(leaves[index]);
      else if (left !== undefined && right !== undefined) {
        expect(value).toEqual(hashChildren(left, right));
      } else expect.fail(`children of ${level}/${index} are missing`);
      expect(known.has(`${level}/${index}`)).toBe(false);
      known.set(`${level}/${index}`, value);
    }
  });

  it("needs one hash for each 1 of the size and hashes less than once a leaf more than that", () => {
    let calls = 0;
    const counting = (input: Uint8Array) => {
      calls++;
      return nodeSha256(input);
    };
    const { edge } = appendLeaves(EMPTY_EDGE, leaves, counting);
    expect(edge.hashes).toHaveLength(completeSubtrees(0, leaves.length).length);
    expect(calls).toBe(storedNodeCount(leaves.length) - leaves.length);
  });

  it("leaves the old edge as it was", () => {
    const { edge } = appendLeaves(EMPTY_EDGE, leaves.slice(0, 7));
    const before = structuredClone(edge);
    appendLeaves(edge, leaves.slice(7));
    expect(edge).toEqual(before);
    expect(EMPTY_EDGE).toEqual({ size: 0, hashes: [] });
  });

  it("continues from an edge near the largest size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2 ** 52, max: 2 ** 53 - 2 }), hash, (size, filler) => {
        const hashes = completeSubtrees(0, size).map(() => filler);
        const { edge, nodes } = appendLeaves({ size, hashes }, [filler]);
        expect(edge.hashes).toHaveLength(completeSubtrees(0, size + 1).length);
        expect(nodes[0]).toEqual({ level: 0, index: size, hash: filler });
      }),
      fixed,
    );
  });

  it.each([
    ["too few hashes", { size: 3, hashes: [new Uint8Array(32)] }],
    ["too many hashes", { size: 2, hashes: [new Uint8Array(32), new Uint8Array(32)] }],
    ["a hash of 31 bytes", { size: 1, hashes: [new Uint8Array(31)] }],
    ["a negative size", { size: -1, hashes: [] }],
    ["a broken size", { size: 0.5, hashes: [] }],
  ])("refuses an edge with %s", (_, edge) => {
    expect(() => appendLeaves(edge, [])).toThrow(rejection("ARGUMENT_INVALID"));
    expect(() => edgeTree(edge)).toThrow(rejection("ARGUMENT_INVALID"));
  });

  it("refuses a leaf hash of the wrong length", () => {
    expect(() => appendLeaves(EMPTY_EDGE, [new Uint8Array(33)])).toThrow(
      rejection("ARGUMENT_INVALID"),
    );
  });
});

it("agrees with the whole tree at 70,000 leaves", () => {
  const tree = memoryTree(70_000);
  const hashes = completeSubtrees(0, 69_999).map((node) => tree.hash(node));
  const last = tree.hash({ level: 0, index: 69_999 });
  const { edge } = appendLeaves({ size: 69_999, hashes }, [last]);
  expect(edgeTree(edge).root).toEqual(tree.root(70_000));
});
