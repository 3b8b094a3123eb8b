import { join } from "node:path";
import { holdDataFolder } from "@indelible/data-folder";
import { expect, inject, test } from "vitest";
import { openEmbedded } from "../../../test/support/stores.ts";
import { temporaryDirectory } from "../../../test/support/temporary-directory.ts";
import { testWorld } from "../../../test/support/world.ts";
import { findMasterKey, openStore } from "./store.ts";

const worldWith = (environment: Record<string, string>) => testWorld({ environment });

test("DATABASE_URL is preferred, without using the data folder", async () => {
  const folder = temporaryDirectory();
  const held = await holdDataFolder(folder);
  const world = worldWith({ DATABASE_URL: inject("postgresUrl"), DATA_DIR: folder });
  const store = await openStore(world);
  expect(store).toMatchObject({ dataFolder: folder, database: { kind: "postgres" } });
  await store.close();
  held.release();
});

test("the embedded database is locked until it is closed", async () => {
  const folder = temporaryDirectory();
  await (await openEmbedded(join(folder, "database"))).close();
  const store = await openStore(worldWith({ DATA_DIR: folder }));
  expect(store.database.kind).toBe("pglite");
  await expect(openStore(worldWith({ DATA_DIR: folder }))).rejects.toMatchObject({
    code: "in-use",
  });
  await store.close();
  (await holdDataFolder(folder)).release();
});

test("without a database it fails, and advises on the settings", async () => {
  const folder = temporaryDirectory();
  await expect(openStore(worldWith({ DATA_DIR: folder }))).rejects.toMatchObject({
    name: "CommandError",
    message: `There is no database in ${folder}/database: set DATABASE_URL or DATA_DIR as for the server.`,
  });
});

const [given, inFolder] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

test("MASTER_KEY is preferred to the key in the data folder", () => {
  const folder = temporaryDirectory({ "master.key": `${inFolder.toString("base64")}\n` });
  const world = worldWith({ MASTER_KEY: given.toString("base64") });
  expect(findMasterKey(world, folder)).toEqual(given);
  expect(findMasterKey(testWorld(), folder)).toEqual(inFolder);
  expect(findMasterKey(testWorld(), temporaryDirectory())).toBeUndefined();
});

test.each(["short", Buffer.alloc(33).toString("base64")])("MASTER_KEY cannot be %s", (key) => {
  expect(() => findMasterKey(worldWith({ MASTER_KEY: key }), temporaryDirectory())).toThrow(
    "MASTER_KEY must be 32 bytes in Base64.",
  );
});
