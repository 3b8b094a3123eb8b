import { expect, inject, onTestFinished, test } from "vitest";
import { createDatabase } from "../../../../test/support/postgres.ts";
import { ConfigError, readConfig } from "./config.ts";
import { migrateCommand } from "./migrate-command.ts";

const UNUSED = readConfig({ DATABASE_URL: "postgres://127.0.0.1:1/none" });

test("the schemas are migrated once", async () => {
  const { url, drop } = await createDatabase(inject("postgresSocketUrl"));
  onTestFinished(() => drop());
  const config = readConfig({ DATABASE_URL: url });
  expect(await migrateCommand(config, [])).toMatch(/^[1-9]\d* migrations were applied/);
  expect(await migrateCommand(config, [])).toBe(
    "0 migrations were applied; the database is up to date.",
  );
});

test("it needs a PostgreSQL database", async () => {
  await expect(migrateCommand(readConfig({}), [])).rejects.toThrow("migrate needs DATABASE_URL");
});

test.each([[["--other"]], [["name"]], [["--runtime-role"]]])("%j is refused", async (args) => {
  await expect(migrateCommand(UNUSED, args)).rejects.toBeInstanceOf(ConfigError);
});
