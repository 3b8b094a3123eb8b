import {
  createSigner,
  emptyRoot,
  formatCheckpoint,
  newSignerKey,
  signNote,
} from "@indelible/ledger";
import { expect, test } from "vitest";
import { currentLog } from "./current-log.ts";

const seed = (fill: number) => new Uint8Array(32).fill(fill);

async function noteOf(origin: string, fill = 1): Promise<string> {
  const key = await newSignerKey(origin, "note", seed(fill));
  const text = formatCheckpoint({ origin, size: 0, root: emptyRoot(), extensions: [] });
  return signNote(text, [createSigner(key)]);
}

async function numberAmong(...notes: string[]): Promise<number> {
  const { number, key } = await currentLog("a/b", seed(1), notes);
  expect(key.name).toBe(number === 1 ? "a/b" : `a/b/log-${number}`);
  return number;
}

test("the current log is the newest one that the key signed", async () => {
  expect(await numberAmong()).toBe(1);
  expect(await numberAmong(await noteOf("a/b"))).toBe(1);
  const second = await noteOf("a/b/log-2");
  expect(await numberAmong(second, await noteOf("a/b/log-3"), await noteOf("a/b"))).toBe(3);
});

test("notes of other keys, other names and of nothing do not count", async () => {
  const forged = await noteOf("a/b/log-2", 2);
  const unnamed = forged.replace("a/b/log-2\n", "a/b/log-3\n");
  expect(await numberAmong(forged, unnamed, await noteOf("a/c/log-2"), "not a note")).toBe(1);
});
