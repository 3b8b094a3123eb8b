/** The frozen trail with a change of the key and a restored backup: written once, and verified in every version. */
import { readdir, readFile } from "node:fs/promises";
import * as ledger from "@indelible/ledger";
import { expect, test } from "vitest";
import { ROOT_KEY_BYTE, sampleRestoreFiles } from "../scripts/make-sample-restore.mjs";
import { hasOwnNonce } from "./event/nonce.ts";
import * as trail from "./index.ts";
import { parseEvent } from "./verify/parse-event.ts";

const folder = new URL("../testdata/sample-restore/", import.meta.url);
const read = (path: string) => readFile(new URL(path, folder));
const textOf = async (path: string) => (await read(path)).toString("utf8");
const linesOf = async (path: string) => (await textOf(path)).trimEnd().split("\n");

const lines = await linesOf("events.jsonl");

/** The log of a folder, by one of its keys. */
async function logOf(path: string, place: number) {
  const key = (await linesOf(`${path}verifier-key`))[place] ?? "";
  const statement = await textOf(`${path}key-statement/1`);
  return ledger.logOfKeys([ledger.parseVerifierKey(key)], [statement]);
}

test.each([0, 1])("every event is in the signed log, by its key %i", async (place) => {
  const log = await logOf("", place);
  const { checkpoint } = await ledger.openCheckpoint(await read("checkpoint"), log);
  expect([checkpoint.origin, checkpoint.size]).toEqual([log.origin, lines.length]);
  await ledger.verifyLog({ readFile: read }, checkpoint, {
    onEntry: (index, entry) => {
      expect(Buffer.from(entry).toString("hex")).toBe(trail.sha256Hex(lines[index] ?? ""));
    },
  });
});

test.each([0, 1])("the closed log is verified by its key %i", async (place) => {
  const log = await logOf("closed/1/", place);
  const covered = await ledger.openCheckpoint(await read("closed/1/covered-checkpoint"), log);
  const closing = await ledger.openCheckpoint(await read("closed/1/checkpoint"), log);
  expect([covered.checkpoint.size, closing.checkpoint.size]).toEqual([4, 6]);
  const reader = { readFile: (path: string) => read(`closed/1/${path}`) };
  const places = await linesOf("closed/1/places");
  await ledger.verifyLog(reader, covered.checkpoint, {
    onEntry: (index, entry) => {
      const line = lines[Number(places[index])] ?? "";
      expect(Buffer.from(entry).toString("hex")).toBe(trail.sha256Hex(line));
    },
  });
});

test("its events are of format 2, canonical, and the server's own", () => {
  const sealer = trail.masterKeySealer(new Uint8Array(32).fill(ROOT_KEY_BYTE), (bytes) => {
    return new Uint8Array(bytes);
  });
  for (const line of lines) {
    const event = trail.readEvent(line);
    expect(event.Format).toBe("indelible-event/2");
    expect(trail.canonicalize(JSON.parse(line))).toBe(line);
    expect(parseEvent(line)).toEqual(event);
    expect(hasOwnNonce(line, sealer.nonce)).toBe(true);
  }
});

test("is what the script makes, byte for byte, and nothing more", async () => {
  const files = await sampleRestoreFiles({ ledger, trail });
  for (const { path, bytes } of files) {
    expect(new Uint8Array(await read(path)), path).toEqual(new Uint8Array(bytes));
  }
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  expect(found.filter((entry) => entry.isFile())).toHaveLength(files.length);
});
