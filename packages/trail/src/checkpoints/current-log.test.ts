import {
  createSigner,
  emptyRoot,
  formatCheckpoint,
  newSignerKey,
  signKeyStatement,
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

const { publicKey } = await newSignerKey("any", "note", seed(1));

async function numberAmong(...notes: string[]): Promise<number> {
  return numberBy([], ...notes);
}

async function numberBy(statements: readonly string[], ...notes: string[]): Promise<number> {
  const { number, key } = await currentLog("a/b", publicKey, { notes, statements });
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

test("notes of an earlier or a later key of the log count, if statements connect it", async () => {
  const [old, own] = await Promise.all(
    [2, 1].map((fill) => newSignerKey("a/b/log-2", "note", seed(fill))),
  );
  if (!old || !own) throw new TypeError("There are two keys.");
  const tree = { size: 0, root: emptyRoot() };
  const change = { origin: "a/b/log-2", tree, oldKey: old, newKey: own };
  const statement = await signKeyStatement(change, createSigner(old), createSigner(own));
  const note = await noteOf("a/b/log-2", 2);
  expect(await numberBy([], note)).toBe(1);
  expect(await numberBy([statement], note)).toBe(2);
});
