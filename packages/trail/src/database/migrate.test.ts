import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeStores, openServer } from "../../../../test/support/stores.ts";
import { temporaryDirectory } from "../../../../test/support/temporary-directory.ts";
import { sha256Hex } from "../sha256.ts";
import type { Database } from "./database.ts";
import { type Migration, migrate, readMigrations, trailMigrations } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";

/** Migrations that each create one table, named after their owner. */
function migrationsOf(owner: string, count: number): Migration[] {
  return Array.from({ length: count }, (_, i) => {
    return { number: i + 1, name: `step-${i + 1}`, sql: `create table ${owner}_${i + 1} (a int)` };
  });
}

async function tablesOf(database: Database, owner: string): Promise<string[]> {
  const text = "select tablename as name from pg_tables where tablename like $1 order by tablename";
  const rows = await database.query<{ name: string }>({ name: "", text }, [`${owner}\\_%`]);
  return rows.map(({ name }) => name);
}

describeStores("migrating", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const run = (owner: string, migrations: readonly Migration[]) =>
    migrate(database, owner, migrations, sha256Hex);

  test("applies what is missing, once", async () => {
    expect(await run("plain", migrationsOf("plain", 2))).toBe(2);
    expect(await run("plain", migrationsOf("plain", 2))).toBe(0);
    expect(await run("plain", migrationsOf("plain", 3))).toBe(1);
    expect(await tablesOf(database, "plain")).toEqual(["plain_1", "plain_2", "plain_3"]);
  });

  test("separates owners", async () => {
    expect(await run("mine", migrationsOf("mine", 1))).toBe(1);
    expect(await run("yours", migrationsOf("yours", 1))).toBe(1);
  });

  test("applies nothing when one step fails", async () => {
    const broken = { number: 2, name: "broken", sql: "create table half_2 (a int); nonsense" };
    const [first] = migrationsOf("half", 1);
    await expect(run("half", [first as Migration, broken])).rejects.toMatchObject({
      code: "42601",
    });
    expect(await tablesOf(database, "half")).toEqual([]);
    expect(await run("half", migrationsOf("half", 2))).toBe(2);
  });

  test("refuses a database that is ahead", async () => {
    await run("ahead", migrationsOf("ahead", 2));
    await expect(run("ahead", migrationsOf("ahead", 1))).rejects.toMatchObject({
      code: "schema",
      message: expect.stringMatching(
        /has migration 2 \(step-2\), which this version does not have/,
      ),
    });
  });

  test("refuses a migration whose text has changed, and applies none after it", async () => {
    await run("changed", migrationsOf("changed", 1));
    const [first, ...others] = migrationsOf("changed", 2);
    const edited = { ...(first as Migration), sql: `${first?.sql} -- edited` };
    await expect(run("changed", [edited, ...others])).rejects.toMatchObject({
      code: "schema",
      message: "Migration 1 (step-1) differs from the one that was applied.",
    });
    expect(await tablesOf(database, "changed")).toEqual(["changed_1"]);
  });

  test("waits when several migrate at once", async () => {
    const all = Array.from({ length: 4 }, () => run("race", migrationsOf("race", 3)));
    expect((await Promise.all(all)).sort()).toEqual([0, 0, 0, 3]);
  });

  test("finds the trail's own in place", async () => {
    expect(await run("trail", trailMigrations())).toBe(0);
  });
});

test("two servers that start together on one PostgreSQL take turns", async () => {
  const { database, url } = await openServer();
  const other = openPostgres({ url });
  const both = [database, other].map((one) =>
    migrate(one, "together", migrationsOf("together", 3), sha256Hex),
  );
  expect((await Promise.all(both)).sort()).toEqual([0, 3]);
  await other.close();
  await database.close();
});

describe("the folder of migrations", () => {
  function folderOf(files: Record<string, string>): URL {
    const directory = temporaryDirectory();
    mkdirSync(directory, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(`${directory}/${name}`, text);
    return pathToFileURL(`${directory}/`);
  }
  const read = (file: URL) => readFileSync(file, "utf8");

  test("is read in order; other files are left alone", () => {
    const folder = folderOf({ "0002-two.sql": "b", "0001-one.sql": "a", "notes.md": "x" });
    expect(readMigrations(folder, read)).toEqual([
      { number: 1, name: "one", sql: "a" },
      { number: 2, name: "two", sql: "b" },
    ]);
  });

  test("has no gaps and no duplicates", () => {
    for (const names of [
      ["0002-a.sql"],
      ["0001-a.sql", "0003-b.sql"],
      ["0001-a.sql", "0001-b.sql"],
    ]) {
      const folder = folderOf(Object.fromEntries(names.map((name) => [name, ""])));
      expect(() => readMigrations(folder, read)).toThrow(/should have the number/);
    }
  });
});
