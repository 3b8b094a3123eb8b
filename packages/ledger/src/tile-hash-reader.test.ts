import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixed } from "../tests/arbitraries.ts";
import { leafEntry, memoryLog, memoryTree, rejection } from "../tests/support.ts";
import { checkConsistency, proveConsistency } from "./consistency.ts";
import { checkInclusion, proveInclusion } from "./inclusion.ts";
import { EMPTY_LOG_EDGE, growLog } from "./log-edge.ts";
import { sha256 } from "./sha256.ts";
import { tileHashReader } from "./tile-hash-reader.ts";

const SIZE = 66_000;
const tree = memoryTree(SIZE);
const { files, tree: head } = growLog(
  EMPTY_LOG_EDGE,
  Array.from({ length: SIZE }, (_, i) => leafEntry(i)),
);

describe("tileHashReader", () => {
  it("gives the proofs that the stored nodes give", async () => {
    const reader = await tileHashReader(memoryLog(files), head, sha256);
    const leaf = fc.nat({ max: SIZE - 1 });
    await fc.assert(
      fc.asyncProperty(leaf, leaf, async (index, older) => {
        const proof = await proveInclusion(index, SIZE, reader, sha256);
        expect(proof).toEqual(await proveInclusion(index, SIZE, tree));
        checkInclusion({ index, leafHash: tree.hash({ level: 0, index }), proof, tree: head });
        const joined = await proveConsistency(older + 1, SIZE, reader, sha256);
        expect(joined).toEqual(await proveConsistency(older + 1, SIZE, tree));
        const olderHead = { size: older + 1, root: tree.root(older + 1) };
        checkConsistency({ older: olderHead, newer: head, proof: joined });
      }),
      { ...fixed, numRuns: 20 },
    );
  });

  it("reads a handful of tiles for one proof, and each only once", async () => {
    const log = memoryLog(files);
    const reader = await tileHashReader(log, head);
    await proveInclusion(4242, SIZE, reader);
    await proveInclusion(4243, SIZE, reader);
    expect(log.reads.sort()).toEqual([
      "tile/0/016",
      "tile/0/257.p/208",
      "tile/1/000",
      "tile/1/001.p/1",
      "tile/2/000.p/1",
    ]);
  });

  it("refuses a partial tile that does not give the root", async () => {
    for (const path of ["tile/0/257.p/208", "tile/1/001.p/1", "tile/2/000.p/1"]) {
      const log = memoryLog(files);
      log.files.set(path, (log.files.get(path) ?? new Uint8Array()).with(0, 1).with(1, 2));
      await expect(tileHashReader(log, head)).rejects.toThrow(rejection("LOG_MISMATCH"));
    }
  });

  it("refuses a full tile that does not fit the one above, before using it", async () => {
    for (const path of ["tile/0/016", "tile/1/000"]) {
      const log = memoryLog(files);
      log.files.set(path, (log.files.get(path) ?? new Uint8Array()).with(8191, 1).with(8190, 2));
      const reader = await tileHashReader(log, head);
      await expect(proveInclusion(4242, SIZE, reader)).rejects.toThrow(path);
    }
  });

  it("keeps no more than its limit of tiles", async () => {
    const log = memoryLog(files);
    const reader = await tileHashReader(log, head, sha256);
    const readFirst = () => reader.readHashes([{ level: 0, index: 0 }]);
    await readFirst();
    for (let tile = 1; tile < 257; tile++) {
      await reader.readHashes([{ level: 0, index: tile * 256 }]);
    }
    await readFirst();
    expect(log.reads.filter((path) => path === "tile/0/000")).toHaveLength(2);
  });

  it("refuses nodes that the tree has not", async () => {
    const reader = await tileHashReader(memoryLog(files), head);
    await expect(reader.readHashes([{ level: 0, index: SIZE }])).rejects.toThrow(
      rejection("ARGUMENT_INVALID"),
    );
  });
});
