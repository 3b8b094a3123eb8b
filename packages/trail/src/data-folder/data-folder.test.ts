import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../../../../test/support/temporary-directory.ts";
import { holdDataFolder } from "./hold-data-folder.ts";
import { keptKey, readKey } from "./kept-key.ts";

const sevens = (bytes: number) => new Uint8Array(bytes).fill(7);

test("a folder is made, and held by one at a time", async () => {
  const folder = join(temporaryDirectory(), "data");
  const held = await holdDataFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  await expect(holdDataFolder(folder)).rejects.toMatchObject({ code: "in-use" });
  await expect(holdDataFolder(join(folder, ".."))).resolves.toBeDefined();
  held.release();
  (await holdDataFolder(folder)).release();
});

test("a key is made once, for its owner only", () => {
  const folder = temporaryDirectory();
  expect(readKey(folder, "ledger.key")).toBeUndefined();
  expect(keptKey(folder, "ledger.key", sevens)).toEqual(Buffer.from(sevens(32)));
  expect(keptKey(folder, "ledger.key", () => new Uint8Array(32))).toEqual(Buffer.from(sevens(32)));
  expect(readKey(folder, "ledger.key")).toEqual(Buffer.from(sevens(32)));
  expect(readKey(folder, "master.key")).toBeUndefined();
  expect(statSync(join(folder, "ledger.key")).mode & 0o777).toBe(0o600);
});

test("a file that holds no key is refused and left as it is", () => {
  const folder = temporaryDirectory();
  writeFileSync(join(folder, "master.key"), "short\n");
  expect(() => keptKey(folder, "master.key", sevens)).toThrow("does not hold 32 bytes");
  expect(() => readKey(folder, "master.key")).toThrow("does not hold 32 bytes");
  expect(readFileSync(join(folder, "master.key"), "utf8")).toBe("short\n");
});

test("errors of the system come through", () => {
  expect(() => keptKey(join(temporaryDirectory(), "none"), "master.key", sevens)).toThrow("ENOENT");
});
