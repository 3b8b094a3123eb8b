import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatVerifierKey } from "@indelible/ledger";
import { type Database, openPostgres } from "@indelible/trail";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { TestDatabase } from "../../../../test/support/postgres.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { KEY, recordedDatabase } from "../../../../test/support/tampering.ts";
import { temporaryDirectory } from "../../../../test/support/temporary-directory.ts";
import { exportDirectory } from "./export-directory.ts";

let recorded: TestDatabase;
let database: Database;

beforeAll(async () => {
  recorded = await recordedDatabase(inject("postgresUrl"), [2, 1], 1);
  database = openPostgres({ url: recorded.url, connectionsMax: 1 });
});
afterAll(async () => {
  await database?.close();
  await recorded?.drop();
});

test("the events in the ledger are written to a new folder, one on each line", async () => {
  const folder = join(temporaryDirectory(), "new", "export");
  const { size } = await exportDirectory(database, folder, { key: KEY });
  expect(size).toBe(3);
  const text = (name: string) => readFileSync(join(folder, name), "utf8");
  const ids = text("events.jsonl")
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { Id: string }).Id);
  expect(ids).toEqual(["Events-1", "Events-2", "Events-3"]);
  expect(text("verifier-key")).toBe(`${formatVerifierKey(KEY)}\n`);
  expect(text("checkpoint")).toMatch(/^example\.org\/tamper\n3\n/);
  expect(existsSync(join(folder, "tile/0/000.p/3"))).toBe(true);
  expect(existsSync(join(folder, "tile/entries/000.p/3"))).toBe(true);
});

test("a folder that is not empty is refused and not changed", async () => {
  const folder = temporaryDirectory({ note: "mine" });
  await expect(exportDirectory(database, folder, { key: KEY })).rejects.toMatchObject({
    name: "CommandError",
    message: `${folder} is not empty: use a new directory.`,
  });
  expect(existsSync(join(folder, "events.jsonl"))).toBe(false);
});

test("a ledger without a checkpoint cannot be exported", async () => {
  const empty = await openStore("postgres");
  await expect(exportDirectory(empty, temporaryDirectory(), { key: KEY })).rejects.toMatchObject({
    name: "TrailError",
    code: "input",
  });
  await empty.close();
});
