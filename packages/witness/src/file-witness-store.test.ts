import { readdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  createSigner,
  emptyRoot,
  formatCheckpoint,
  newSignerKey,
  signNote,
} from "@indelible/ledger";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../../test/support/temporary-directory.ts";
import { FileWitnessStore } from "./file-witness-store.ts";
import { originHash } from "./origin-hash.ts";

const ORIGIN = "example.org/log";
const FILE = `${originHash(ORIGIN)}.checkpoint`;
const signer = createSigner(await newSignerKey(ORIGIN, "note", new Uint8Array(32).fill(1)));

async function checkpointOf(size: number) {
  const root = size === 0 ? emptyRoot() : new Uint8Array(32).fill(size);
  const text = formatCheckpoint({ origin: ORIGIN, size, root, extensions: [] });
  return { size, root, note: await signNote(text, [signer]) };
}

test("a log is unknown at first; then its last checkpoint is in one file, for its owner only", async () => {
  const folder = temporaryDirectory();
  const store = new FileWitnessStore(folder);
  expect(await store.latest(ORIGIN)).toBeUndefined();
  const [first, second] = [await checkpointOf(3), await checkpointOf(5)];
  expect(await store.advance(ORIGIN, 0, first)).toBe(true);
  expect(await store.advance(ORIGIN, 3, second)).toBe(true);
  expect(await store.latest(ORIGIN)).toEqual(second);
  expect(await store.latest("example.org/other")).toBeUndefined();
  expect(readdirSync(folder)).toEqual([FILE]);
  expect(readFileSync(join(folder, FILE), "utf8")).toBe(second.note);
  expect(statSync(join(folder, FILE)).mode & 0o777).toBe(0o600);
});

test("a wrong expected size changes nothing, and of several at once one wins", async () => {
  const store = new FileWitnessStore(temporaryDirectory());
  expect(await store.advance(ORIGIN, 2, await checkpointOf(3))).toBe(false);
  expect(await store.latest(ORIGIN)).toBeUndefined();
  const racers = await Promise.all([4, 5, 6].map(checkpointOf));
  const won = await Promise.all(racers.map((next) => store.advance(ORIGIN, 0, next)));
  expect(won).toEqual([true, false, false]);
  expect((await store.latest(ORIGIN))?.size).toBe(4);
});

test("a file that is not a checkpoint is never replaced, and a failure does not block other logs", async () => {
  const folder = temporaryDirectory({ [FILE]: "damaged" });
  const store = new FileWitnessStore(folder);
  const next = await checkpointOf(3);
  const damaged = { code: "state", message: expect.stringContaining("Nothing is signed") };
  await expect(store.latest(ORIGIN)).rejects.toMatchObject(damaged);
  await expect(store.advance(ORIGIN, 0, next)).rejects.toMatchObject(damaged);
  expect(readFileSync(join(folder, FILE), "utf8")).toBe("damaged");
  expect(await store.advance("example.org/other", 0, next)).toBe(true);
});

test("what an interrupted write left behind is ignored", async () => {
  const folder = temporaryDirectory();
  const store = new FileWitnessStore(folder);
  await store.advance(ORIGIN, 0, await checkpointOf(3));
  writeFileSync(join(folder, `${FILE}.new`), "half a no");
  expect((await new FileWitnessStore(folder).latest(ORIGIN))?.size).toBe(3);
  expect(await store.advance(ORIGIN, 3, await checkpointOf(4))).toBe(true);
  expect(readdirSync(folder)).toEqual([FILE]);
});

test("a file of another log is not used", async () => {
  const folder = temporaryDirectory();
  const other = "example.org/other";
  await new FileWitnessStore(folder).advance(ORIGIN, 0, await checkpointOf(3));
  const path = join(folder, `${originHash(other)}.checkpoint`);
  writeFileSync(path, readFileSync(join(folder, FILE)));
  await expect(new FileWitnessStore(folder).latest(other)).rejects.toMatchObject({
    code: "state",
    message: `${path} cannot be used: it is not a checkpoint of ${other}. Nothing is signed for this log.`,
  });
});

test.each([
  ["restored from an older copy", (path: string, older: string) => writeFileSync(path, older)],
  ["deleted", (path: string) => unlinkSync(path)],
])("a file that was %s while the store is in use is not used", async (_, change) => {
  const folder = temporaryDirectory();
  const path = join(folder, FILE);
  const store = new FileWitnessStore(folder);
  await store.advance(ORIGIN, 0, await checkpointOf(3));
  const older = readFileSync(path, "utf8");
  await store.advance(ORIGIN, 3, await checkpointOf(5));
  change(path, older);
  const refusal = { code: "state", message: expect.stringContaining("was changed, restored") };
  await expect(store.latest(ORIGIN)).rejects.toMatchObject(refusal);
  await expect(store.advance(ORIGIN, 5, await checkpointOf(6))).rejects.toMatchObject(refusal);
});

test("a second store on the same folder is noticed by the first", async () => {
  const folder = temporaryDirectory();
  const [first, second] = [new FileWitnessStore(folder), new FileWitnessStore(folder)];
  expect(await first.latest(ORIGIN)).toBeUndefined();
  await second.advance(ORIGIN, 0, await checkpointOf(3));
  await expect(first.advance(ORIGIN, 0, await checkpointOf(4))).rejects.toMatchObject({
    code: "state",
  });
});
