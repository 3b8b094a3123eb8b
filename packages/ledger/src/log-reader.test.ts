import { describe, expect, it } from "vitest";
import { leafEntry, memoryLog, memoryTree, rejection } from "../tests/support.ts";
import { EMPTY_LOG_EDGE, growLog } from "./log-edge.ts";
import { readBundle, readTile } from "./log-reader.ts";

const tree = memoryTree(300);
const { files } = growLog(
  EMPTY_LOG_EDGE,
  Array.from({ length: 300 }, (_, i) => leafEntry(i)),
);

describe("reading tiles and bundles", () => {
  it("reads the requested width", async () => {
    const log = memoryLog(files);
    const hashes = await readTile(log, { level: 0, index: 1, width: 44 });
    expect(hashes[43]).toEqual(tree.hash({ level: 0, index: 299 }));
    const entries = await readBundle(log, { level: "entries", index: 1, width: 44 });
    expect(entries[43]).toEqual(leafEntry(299));
    expect(log.reads).toEqual(["tile/0/001.p/44", "tile/entries/001.p/44"]);
  });

  it("cuts the full file where the partial one is gone", async () => {
    const log = memoryLog(files);
    const hashes = await readTile(log, { level: 0, index: 0, width: 7 });
    expect(hashes).toHaveLength(7);
    expect(await readBundle(log, { level: "entries", index: 0, width: 7 })).toHaveLength(7);
    expect(log.reads.slice(0, 2)).toEqual(["tile/0/000.p/7", "tile/0/000"]);
  });

  it("says which file is missing", async () => {
    const log = memoryLog([]);
    const reading = readTile(log, { level: 0, index: 1, width: 44 });
    await expect(reading).rejects.toThrow(rejection("RESOURCE_MISSING"));
    await expect(readTile(log, { level: 3, index: 0, width: 256 })).rejects.toThrow("tile/3/000");
    expect(log.reads).toEqual(["tile/0/001.p/44", "tile/0/001", "tile/3/000"]);
  });

  it("states a limit and holds the reader to it", async () => {
    const limits: number[] = [];
    const flood = {
      async readFile(_path: string, maxBytes: number) {
        limits.push(maxBytes);
        return new Uint8Array(maxBytes + 1);
      },
    };
    const tile = { level: 0, index: 0, width: 256 };
    await expect(readTile(flood, tile)).rejects.toThrow(rejection("RESOURCE_TOO_LARGE"));
    await expect(readBundle(flood, { ...tile, level: "entries" })).rejects.toThrow(
      rejection("RESOURCE_TOO_LARGE"),
    );
    expect(limits).toEqual([8192, 16_777_472]);
  });

  it("refuses files of another length", async () => {
    const log = memoryLog([
      { path: "tile/0/000.p/2", bytes: new Uint8Array(63) },
      { path: "tile/entries/000.p/2", bytes: new Uint8Array(3) },
    ]);
    await expect(readTile(log, { level: 0, index: 0, width: 2 })).rejects.toThrow(
      rejection("TILE_MALFORMED"),
    );
    await expect(readBundle(log, { level: "entries", index: 0, width: 2 })).rejects.toThrow(
      rejection("BUNDLE_MALFORMED"),
    );
  });

  it("lets the reader's own errors through", async () => {
    const broken = {
      readFile: () => Promise.reject(new RangeError("disk on fire")),
    };
    await expect(readTile(broken, { level: 0, index: 0, width: 1 })).rejects.toThrow(RangeError);
  });
});
