import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixed } from "../tests/arbitraries.ts";
import { leafEntry, memoryLog, memoryTree, nodeSha256, rejection } from "../tests/support.ts";
import { MAX_ENTRY_BYTES } from "./entry-bundle.ts";
import { EMPTY_LOG_EDGE, growLog, type LogFile, readLogEdge, readTileRows } from "./log-edge.ts";
import { formatTilePath } from "./tile.ts";
import { newBundles, newTiles } from "./tile-set.ts";
import { verifyLog } from "./verify-log.ts";

const tree = memoryTree(1500);

function entries(start: number, end: number): Uint8Array[] {
  return Array.from({ length: end - start }, (_, i) => leafEntry(start + i));
}

describe("growLog", () => {
  it("writes exactly the files that are new at the new size", () => {
    const sizes = fc.nat({ max: 1500 });
    fc.assert(
      fc.property(sizes, sizes, (a, b) => {
        const [before, after] = [Math.min(a, b), Math.max(a, b)];
        const { edge } = growLog(EMPTY_LOG_EDGE, entries(0, before), nodeSha256);
        const growth = growLog(edge, entries(before, after), nodeSha256);
        const expected = [...newBundles(before, after), ...newTiles(before, after)];
        expect(growth.files.map(({ path }) => path).sort()).toEqual(
          expected.map(formatTilePath).sort(),
        );
        expect(growth.tree).toEqual({ size: after, root: tree.root(after) });
      }),
      { ...fixed, numRuns: 40 },
    );
  });

  it("makes a log that verifies at every size it stopped at", async () => {
    const files: LogFile[] = [];
    let edge = EMPTY_LOG_EDGE;
    let size = 0;
    for (const batch of [1, 1, 253, 1, 1, 255, 300, 400]) {
      const growth = growLog(edge, entries(size, size + batch));
      edge = growth.edge;
      size += batch;
      files.push(...growth.files);
    }
    const log = memoryLog(files);
    for (const stop of [1, 2, 255, 256, 257, 512, 812, 1212]) {
      await verifyLog(log, { size: stop, root: tree.root(stop) });
    }
  });

  it("writes nothing for an empty batch", () => {
    const { edge } = growLog(EMPTY_LOG_EDGE, entries(0, 300));
    const growth = growLog(edge, []);
    expect(growth.files).toEqual([]);
    expect(growth.edge).toEqual(edge);
    expect(growth.tree).toEqual({ size: 300, root: tree.root(300) });
  });

  it("refuses an entry that no bundle can hold", () => {
    expect(() => growLog(EMPTY_LOG_EDGE, [new Uint8Array(MAX_ENTRY_BYTES + 1)])).toThrow(
      rejection("ARGUMENT_INVALID"),
    );
  });
});

describe("readLogEdge", () => {
  it.each([0, 1, 255, 256, 257, 512, 700, 1500])("finds the edge again at %i", async (size) => {
    const { edge, files, tree: head } = growLog(EMPTY_LOG_EDGE, entries(0, size));
    const found = await readLogEdge(memoryLog(files), head);
    const next = entries(size, size + 300);
    expect(growLog(found, next)).toEqual(growLog(edge, next));
  });

  it("refuses tiles that do not give the checkpoint's root", async () => {
    const { files } = growLog(EMPTY_LOG_EDGE, entries(0, 300));
    const wrong = { size: 300, root: tree.root(299) };
    await expect(readLogEdge(memoryLog(files), wrong)).rejects.toThrow(rejection("LOG_MISMATCH"));
    await expect(readTileRows(memoryLog(files), wrong)).rejects.toThrow(rejection("LOG_MISMATCH"));
  });

  it("refuses an unfinished bundle that was changed, and names the entry", async () => {
    const { files, tree: head } = growLog(EMPTY_LOG_EDGE, entries(0, 300));
    const log = memoryLog(files);
    const bundle = log.files.get("tile/entries/001.p/44") ?? new Uint8Array();
    log.files.set("tile/entries/001.p/44", bundle.with(2, 0));
    await expect(readLogEdge(log, head)).rejects.toThrow("Entry 256");
  });

  it("needs the partial files", async () => {
    const { files, tree: head } = growLog(EMPTY_LOG_EDGE, entries(0, 300));
    for (const path of ["tile/0/001.p/44", "tile/entries/001.p/44", "tile/1/000.p/1"]) {
      const log = memoryLog(files);
      log.files.delete(path);
      await expect(readLogEdge(log, head)).rejects.toThrow(rejection("RESOURCE_MISSING"));
    }
  });

  it("refuses a size that is no count", async () => {
    const odd = { size: -1, root: tree.root(0) };
    await expect(readTileRows(memoryLog([]), odd)).rejects.toThrow(rejection("ARGUMENT_INVALID"));
  });
});
