import { expect, test } from "vitest";
import {
  createSigner,
  emptyRoot,
  formatCheckpoint,
  keyChain,
  logOfKeys,
  newSignerKey,
  openCheckpoint,
  type SignerKey,
  signKeyStatement,
  signNote,
} from "./index.ts";

const origin = "ledger.example/abc";
const keys: readonly SignerKey[] = await Promise.all(
  [1, 2, 3, 4].map((byte) => newSignerKey(origin, "note", new Uint8Array(32).fill(byte))),
);

function key(place: number): SignerKey {
  const found = keys[place];
  if (found === undefined) throw new TypeError(`There is no key ${place}.`);
  return found;
}

function change(from: number, to: number, size: number): Promise<string> {
  const tree = { size, root: size === 0 ? emptyRoot() : new Uint8Array(32).fill(size) };
  const statement = { origin, tree, oldKey: key(from), newKey: key(to) };
  return signKeyStatement(statement, createSigner(key(from)), createSigner(key(to)));
}

function checkpoint(size: number, ...signers: number[]): Promise<string> {
  const text = formatCheckpoint({ origin, size, root: new Uint8Array(32).fill(5), extensions: [] });
  return signNote(
    text,
    signers.map((each) => createSigner(key(each))),
  );
}

const STATEMENTS = [await change(1, 2, 20), await change(0, 1, 10)];
const CHAIN = [
  { keyId: key(0).keyId, from: 0, to: 10 },
  { keyId: key(1).keyId, from: 11, to: 20 },
  { keyId: key(2).keyId, from: 21, to: Number.POSITIVE_INFINITY },
];

test.each([0, 1, 2])("from key %i statements lead to all keys", async (known) => {
  const noise = ["", "no note\n\n\n", await checkpoint(1, 0), await change(3, 0, 5)];
  const found = await keyChain(key(known), [...STATEMENTS, ...STATEMENTS, ...noise.slice(0, 3)]);
  expect(found.map(({ key: { keyId }, from, to }) => ({ keyId, from, to }))).toEqual(CHAIN);
});

test("statements that contradict each other are refused", async () => {
  const cases = [
    [0, await change(0, 3, 30)],
    [2, await change(3, 2, 30)],
    [1, await change(0, 1, 11)],
    [1, await change(2, 0, 30)],
  ] as const;
  for (const [known, more] of cases) {
    await expect(keyChain(key(known), [...STATEMENTS, more])).rejects.toMatchObject({
      code: "KEY_AMBIGUOUS",
    });
  }
});

test("a stolen old key cannot divert a reader who knows its successor", async () => {
  const found = await keyChain(key(1), [...STATEMENTS, await change(0, 3, 30)]);
  expect(found.map(({ key: { keyId } }) => keyId)).toEqual(CHAIN.map(({ keyId }) => keyId));
});

test("each key suffices for its sizes only", async () => {
  const log = await logOfKeys([key(1)], STATEMENTS);
  for (const [size, signer] of [
    [10, 0],
    [11, 1],
    [20, 1],
    [21, 2],
    [9_999, 2],
  ] as const) {
    const opened = await openCheckpoint(await checkpoint(size, signer), log);
    expect(opened.checkpoint.size).toBe(size);
  }
  for (const [size, signer] of [
    [11, 0],
    [10, 1],
    [21, 1],
    [20, 2],
    [9_999, 3],
  ] as const) {
    const opening = openCheckpoint(await checkpoint(size, signer), log);
    await expect(opening, `${size}`).rejects.toMatchObject({ code: "SIGNATURE_MISSING" });
  }
  const both = await openCheckpoint(await checkpoint(11, 0, 1), log);
  expect(both.note.verified.map(({ keyId }) => keyId)).toEqual([key(0).keyId, key(1).keyId]);
});

test("known keys without statements may sign any size", async () => {
  const log = await logOfKeys([key(0), key(1), key(0)]);
  for (const signer of [0, 1]) await openCheckpoint(await checkpoint(99, signer), log);
  const other = await newSignerKey("another", "note", new Uint8Array(32).fill(1));
  for (const known of [[], [key(0), other]]) {
    await expect(logOfKeys(known)).rejects.toMatchObject({ code: "ARGUMENT_INVALID" });
  }
});
