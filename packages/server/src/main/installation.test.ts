import { expect, onTestFinished, test } from "vitest";
import { migratedDatabase } from "../../../../test/support/stores.ts";
import { temporaryDirectory } from "../../../../test/support/temporary-directory.ts";
import { readConfig } from "./config.ts";
import { openInstallation } from "./installation.ts";

const clock = () => new Date("2026-03-01T12:00:00Z");

async function settings() {
  const { url, drop } = await migratedDatabase();
  onTestFinished(() => drop());
  return { DATA_DIR: temporaryDirectory(), DATABASE_URL: url };
}

test("the data folder is locked until the installation is closed", async () => {
  const config = readConfig(await settings());
  const first = await openInstallation(config, { clock });
  await expect(openInstallation(config, { clock })).rejects.toMatchObject({
    code: "in-use",
  });
  const shared = await openInstallation(config, { clock, exclusive: false });
  expect(shared.folder).toBe(first.folder);
  await shared.close();
  await first.close();
  await (await openInstallation(config, { clock })).close();
});

test("an installation that cannot be opened stays closed", async () => {
  const own = await settings();
  await (await openInstallation(readConfig(own), { clock })).close();
  const MASTER_KEY = Buffer.alloc(32, 1).toString("base64");
  const other = readConfig({ ...own, MASTER_KEY });
  await expect(openInstallation(other, { clock })).rejects.toMatchObject({
    code: "secret",
  });
  await (await openInstallation(readConfig(own), { clock })).close();
});
