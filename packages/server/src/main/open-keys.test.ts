import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { keepNewMasterKey, keptKey } from "@indelible/data-folder";
import type { Database } from "@indelible/trail";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "../../../../test/support/stores.ts";
import { temporaryDirectory } from "../../../../test/support/temporary-directory.ts";
import { openKeys } from "./open-keys.ts";

const random = (bytes: number) => randomBytes(bytes);
let database: Database;

beforeEach(async () => {
  database = await openStore("postgres");
});
afterEach(() => database.close());

test("a missing key is generated in the data folder, and opens the keys again", async () => {
  const source = { masterKey: undefined, folder: temporaryDirectory(), random };
  const { masterKey } = await openKeys(database, source);
  expect(Buffer.from(keptKey(source.folder, "master.key", random))).toEqual(Buffer.from(masterKey));
  expect((await openKeys(database, source)).masterKey).toEqual(masterKey);
});

test("the key of another installation is refused", async () => {
  const folder = temporaryDirectory();
  await openKeys(database, { masterKey: randomBytes(32), folder, random });
  const other = { masterKey: randomBytes(32), folder, random };
  await expect(openKeys(database, other)).rejects.toMatchObject({ code: "secret" });
});

test("a rotation that was interrupted after its commit is completed", async () => {
  const folder = temporaryDirectory();
  const rotated = randomBytes(32);
  await openKeys(database, { masterKey: rotated, folder, random });
  keptKey(folder, "master.key", random);
  keepNewMasterKey(folder, rotated);
  const opened = await openKeys(database, { masterKey: undefined, folder, random });
  expect(Buffer.from(opened.masterKey)).toEqual(rotated);
  expect(existsSync(join(folder, "master.key.new"))).toBe(false);
  expect(Buffer.from(keptKey(folder, "master.key", random))).toEqual(rotated);
});

test("a new key that does not open the keys either is refused", async () => {
  const folder = temporaryDirectory();
  await openKeys(database, { masterKey: randomBytes(32), folder, random });
  keptKey(folder, "master.key", random);
  keepNewMasterKey(folder, randomBytes(32));
  const source = { masterKey: undefined, folder, random };
  await expect(openKeys(database, source)).rejects.toMatchObject({ code: "secret" });
  expect(existsSync(join(folder, "master.key.new"))).toBe(true);
});
