import {
  createSigner,
  createVerifier,
  formatCheckpoint,
  newSignerKey,
  signNote,
} from "@indelible/ledger";
import { expect, test } from "vitest";
import { CheckpointOpener, originOfNote } from "./checkpoint-opener.ts";

const ORIGIN = "example.org/log";
const seed = (fill: number) => new Uint8Array(32).fill(fill);
const own = await newSignerKey(ORIGIN, "note", seed(1));
const other = await newSignerKey(ORIGIN, "note", seed(2));
const root = seed(9);
const opener = new CheckpointOpener({ origin: ORIGIN, verifiers: [createVerifier(own)] });

function signed(keys: readonly (typeof own)[], origin = ORIGIN): Promise<string> {
  const text = formatCheckpoint({ origin, size: 3, root, extensions: [] });
  return signNote(
    text,
    keys.map((key) => createSigner(key)),
  );
}

test("a row is a checkpoint if the log's key signed its note and its columns match", async () => {
  const note = await signed([own]);
  expect(await opener.open({ size: 3, root, note })).toMatchObject({ size: 3, root, note });
  expect(await opener.open({ size: 4, root, note })).toBeUndefined();
  expect(await opener.open({ size: 3, root: seed(8), note })).toBeUndefined();
});

test("signatures of other keys are left out, and do not count", async () => {
  const note = await signed([own, other]);
  expect((await opener.openNote(note))?.note).toBe(await signed([own]));
  expect(await opener.openNote(await signed([other]))).toBeUndefined();
});

test("a note of another origin, or of no checkpoint, is not one of this log", async () => {
  const renamed = { ...own, name: "example.org/other" };
  expect(await opener.openNote(await signed([renamed], "example.org/other"))).toBeUndefined();
  expect(await opener.openNote("not a note")).toBeUndefined();
});

test("the origin of a checkpoint is read with any signature", async () => {
  expect(originOfNote(await signed([other]))).toBe(ORIGIN);
  expect(originOfNote("not a note")).toBeUndefined();
});
