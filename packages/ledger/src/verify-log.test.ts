import { beforeEach, describe, expect, it } from "vitest";
import {
  bitFlips,
  leafEntry,
  memoryLog,
  memoryTree,
  nodeSha256,
  rejection,
  utf8,
} from "../tests/support.ts";
import { formatEntryBundle } from "./entry-bundle.ts";
import { EMPTY_LOG_EDGE, growLog, type LogFile } from "./log-edge.ts";
import { readEntry, verifyExtension, verifyLog } from "./verify-log.ts";

const SIZE = 700;
const tree = memoryTree(SIZE);
const head = { size: SIZE, root: tree.root(SIZE) };
const entries = Array.from({ length: SIZE }, (_, i) => leafEntry(i));

let files: readonly LogFile[];
let log: ReturnType<typeof memoryLog>;
beforeEach(() => {
  files = growLog(EMPTY_LOG_EDGE, entries).files;
  log = memoryLog(files);
});

describe("verifyLog", () => {
  it("reads every file once and hands out every entry in order", async () => {
    const seen: [number, Uint8Array][] = [];
    await verifyLog(log, head, {
      sha256: nodeSha256,
      onEntry: (index, entry) => void seen.push([index, entry]),
    });
    expect(seen).toEqual(entries.map((entry, index) => [index, entry]));
    expect(log.reads.toSorted()).toEqual(files.map(({ path }) => path).sort());
  });

  it("verifies the empty log without reading", async () => {
    await verifyLog(log, { size: 0, root: tree.root(0) });
    expect(log.reads).toEqual([]);
    await expect(verifyLog(log, { size: 0, root: tree.root(1) })).rejects.toThrow(
      rejection("LOG_MISMATCH"),
    );
  });

  it("verifies an older, smaller tree while its partial files stay", async () => {
    const older = growLog(EMPTY_LOG_EDGE, entries.slice(0, 600));
    const newer = growLog(older.edge, entries.slice(600));
    const both = memoryLog([...older.files, ...newer.files]);
    await verifyLog(both, older.tree);
    await verifyLog(both, newer.tree);
    await expect(verifyLog(log, older.tree)).rejects.toThrow(rejection("RESOURCE_MISSING"));
  });

  it.each([0, 255, 256, 511, 512, 699])("names entry %i when it was changed", async (index) => {
    const forged = entries.with(index, utf8("forged"));
    const bundle = Math.floor(index / 256);
    const content = forged.slice(256 * bundle, 256 * (bundle + 1));
    const suffix = content.length === 256 ? "" : `.p/${content.length}`;
    log.files.set(`tile/entries/00${bundle}${suffix}`, formatEntryBundle(content));
    await expect(verifyLog(log, head)).rejects.toThrow(rejection("LOG_MISMATCH"));
    await expect(verifyLog(log, head)).rejects.toThrow(`Entry ${index} `);
  });

  it("names the first entry of a removal, an insertion and a swap", async () => {
    const first = entries.slice(0, 256);
    const changes = [
      [...first.slice(0, 9), ...first.slice(10), leafEntry(256)],
      [...first.slice(0, 9), utf8("new"), ...first.slice(9, 255)],
      first.with(9, leafEntry(10)).with(10, leafEntry(9)),
    ];
    for (const changed of changes) {
      log.files.set("tile/entries/000", formatEntryBundle(changed));
      await expect(verifyLog(log, head)).rejects.toThrow("Entry 9 ");
    }
  });

  it("names a tile above the leaves that was changed", async () => {
    log.files.set("tile/1/000.p/2", new Uint8Array(64));
    await expect(verifyLog(log, head)).rejects.toThrow(
      "Hash 0 does not match the tile tile/1/000.p/2",
    );
  });

  it("refuses a log that was rewritten as a whole", async () => {
    const forged = memoryLog(growLog(EMPTY_LOG_EDGE, entries.with(3, utf8("forged"))).files);
    await expect(verifyLog(forged, head)).rejects.toThrow("root");
  });

  it("refuses a missing file, whichever it is", async () => {
    for (const { path } of files) {
      const holed = memoryLog(files.filter((file) => file.path !== path));
      await expect(verifyLog(holed, head)).rejects.toThrow(rejection("RESOURCE_MISSING"));
    }
  });

  it("ends with what onEntry throws", async () => {
    const onEntry = async (index: number) => {
      if (index === 300) throw new RangeError("enough");
    };
    await expect(verifyLog(log, head, { onEntry })).rejects.toThrow(RangeError);
  });

  it("refuses a size that is no count", async () => {
    await expect(verifyLog(log, { ...head, size: 0.5 })).rejects.toThrow(
      rejection("ARGUMENT_INVALID"),
    );
  });

  it("holds no more files in flight than one", async () => {
    let [open, most] = [0, 0];
    const reader = {
      async readFile(path: string) {
        most = Math.max(most, ++open);
        const bytes = log.files.get(path);
        await Promise.resolve();
        open--;
        return bytes;
      },
    };
    await verifyLog(reader, head);
    expect(most).toBe(1);
  });
});

describe("readEntry", () => {
  it.each([0, 255, 256, 511, 512, 699])("gives entry %i", async (index) => {
    expect(await readEntry(log, head, index)).toEqual(leafEntry(index));
    expect(log.reads.length).toBeLessThanOrEqual(5);
  });

  it("refuses an entry with any bit flipped", async () => {
    for (const forged of bitFlips(leafEntry(600))) {
      const content = entries.with(600, forged).slice(512);
      log.files.set("tile/entries/002.p/188", formatEntryBundle(content));
      await expect(readEntry(log, head, 600)).rejects.toThrow(rejection("INCLUSION_REFUSED"));
    }
  });

  it("does not mind a change elsewhere", async () => {
    log.files.set("tile/entries/000", formatEntryBundle(entries.slice(1, 257)));
    expect(await readEntry(log, head, 600)).toEqual(leafEntry(600));
  });

  it.each([SIZE, -1, 0.5])("refuses index %d", async (index) => {
    await expect(readEntry(log, head, index)).rejects.toThrow(rejection("ARGUMENT_INVALID"));
  });
});

describe("verifyExtension", () => {
  const headOf = (size: number) => ({ size, root: tree.root(size) });

  it.each([0, 1, 255, 256, 300, 512, 699, SIZE])("accepts growth from %i", async (size) => {
    await verifyExtension(log, headOf(size), head, nodeSha256);
  });

  it("refuses a log that went back, split, or changed its history", async () => {
    const forged = { size: 300, root: tree.root(299) };
    for (const [older, newer] of [
      [head, headOf(300)],
      [forged, headOf(300)],
      [forged, head],
      [{ size: 0, root: tree.root(1) }, head],
    ] as const) {
      await expect(verifyExtension(log, older, newer)).rejects.toThrow(
        rejection("CONSISTENCY_REFUSED"),
      );
    }
  });

  it("uses no tile that does not fit the newer tree", async () => {
    log.files.set("tile/0/001", new Uint8Array(8192));
    await expect(verifyExtension(log, headOf(300), head)).rejects.toThrow(
      rejection("LOG_MISMATCH"),
    );
  });

  it("reads nothing between equal sizes", async () => {
    await verifyExtension(log, head, head);
    expect(log.reads).toEqual([]);
  });
});
