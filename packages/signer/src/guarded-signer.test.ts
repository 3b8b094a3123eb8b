import {
  createSigner,
  createVerifier,
  emptyRoot,
  formatCheckpoint,
  formatKeyStatement,
  newSignerKey,
  openCheckpoint,
} from "@indelible/ledger";
import { expect, test } from "vitest";
import { memoryCheckpointStore } from "../../../test/support/kept-checkpoint.ts";
import { GuardedSigner } from "./guarded-signer.ts";

const ORIGIN = "example.org/log";
const [key, other, third] = await Promise.all(
  [1, 2, 3].map((byte) => newSignerKey(ORIGIN, "note", new Uint8Array(32).fill(byte))),
);
if (!key || !other || !third) throw new TypeError("There are three keys.");

const bytes = (text: string) => new TextEncoder().encode(text);
const checkpoint = (size: number, fill = size, origin = ORIGIN) => {
  const root = size === 0 ? emptyRoot() : new Uint8Array(32).fill(fill);
  return bytes(formatCheckpoint({ origin, size, root, extensions: [] }));
};
const statement = (oldKey: typeof key, newKey: typeof key, size: number, fill = size) => {
  const tree = { size, root: size === 0 ? emptyRoot() : new Uint8Array(32).fill(fill) };
  return bytes(formatKeyStatement({ origin: ORIGIN, tree, oldKey, newKey }));
};
const refused = (code: string) => expect.objectContaining({ name: "SignerError", code });

test("checkpoints are signed that do not go back, and each is kept before", async () => {
  const store = memoryCheckpointStore();
  const signer = await GuardedSigner.open({ key, store });
  for (const size of [0, 3, 3, 7]) {
    const text = checkpoint(size);
    const signature = await signer.sign(text);
    expect(await createVerifier(key).verify(text, signature)).toBe(true);
    const opened = await openCheckpoint(store.load() ?? "", {
      origin: ORIGIN,
      verifiers: [createVerifier(key)],
    });
    expect(opened.checkpoint.size).toBe(size);
  }
  await expect(signer.sign(checkpoint(6))).rejects.toEqual(refused("smaller"));
  await expect(signer.sign(checkpoint(7, 1))).rejects.toEqual(refused("other-tree"));
  expect(await signer.sign(checkpoint(7))).toHaveLength(64);
});

test("what it signed is remembered, and the state of another key is refused", async () => {
  const store = memoryCheckpointStore();
  await (await GuardedSigner.open({ key, store })).sign(checkpoint(5));
  const again = await GuardedSigner.open({ key, store });
  await expect(again.sign(checkpoint(4))).rejects.toEqual(refused("smaller"));
  await expect(GuardedSigner.open({ key: other, store })).rejects.toEqual(refused("state"));
  const damaged = memoryCheckpointStore("not a note");
  await expect(GuardedSigner.open({ key, store: damaged })).rejects.toEqual(refused("state"));
});

test("nothing is signed that could not be kept", async () => {
  const keep = () => Promise.reject(new RangeError("the disk is full"));
  const signer = await GuardedSigner.open({ key, store: { load: () => undefined, keep } });
  await expect(signer.sign(checkpoint(1))).rejects.toThrow("the disk is full");
});

test.each<[string, Uint8Array, string]>([
  ["any text", bytes("transfer all\n"), "not-a-checkpoint"],
  ["nothing", bytes(""), "not-a-checkpoint"],
  ["bytes that are no text", Uint8Array.of(0xff, 0xfe, 10), "not-a-checkpoint"],
  ["another log", checkpoint(1, 1, "example.org/other"), "origin"],
  ["a later log", checkpoint(1, 1, `${ORIGIN}/log-2`), "origin"],
  [
    "extension lines",
    bytes(`${new TextDecoder().decode(checkpoint(1))}anything\n`),
    "not-a-checkpoint",
  ],
  ["a successor that was not named", statement(key, other, 0), "successor"],
  ["a statement of other keys", statement(other, third, 0), "origin"],
])("is refused: %s", async (_, text, code) => {
  const signer = await GuardedSigner.open({ key, store: memoryCheckpointStore() });
  await expect(signer.sign(text)).rejects.toEqual(refused(code));
});

test("a statement is signed for the named successor, and the last tree only", async () => {
  const store = memoryCheckpointStore();
  const signer = await GuardedSigner.open({ key, store, successor: other });
  await signer.sign(checkpoint(5));
  const text = statement(key, other, 5);
  const expected = await createSigner(key).sign(text);
  expect(Buffer.from(await signer.sign(text)).equals(expected)).toBe(true);
  await expect(signer.sign(statement(key, third, 5))).rejects.toEqual(refused("successor"));
  await expect(signer.sign(statement(key, other, 4))).rejects.toEqual(refused("smaller"));
  await expect(signer.sign(statement(key, other, 5, 1))).rejects.toEqual(refused("other-tree"));
});

test("as the new key of a statement it needs no consent", async () => {
  const signer = await GuardedSigner.open({ key: other, store: memoryCheckpointStore() });
  expect(await signer.sign(statement(key, other, 5))).toHaveLength(64);
});

test("requests at the same time are handled one after the other", async () => {
  const store = memoryCheckpointStore();
  const signer = await GuardedSigner.open({ key, store });
  const sizes = [5, 3, 9, 7];
  const results = await Promise.allSettled(sizes.map((size) => signer.sign(checkpoint(size))));
  expect(results.map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
    "rejected",
  ]);
});
