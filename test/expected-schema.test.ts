import { readFileSync, writeFileSync } from "node:fs";
import { migrateAsOwner, serverMigrations } from "@indelible/server";
import {
  type Database,
  type ExpectedSchema,
  formatSchema,
  grantRuntimeRole,
  migrate,
  readSchema,
  type SchemaObject,
  sha256Hex,
} from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeStores } from "./support/stores.ts";

const TRAIL_FILE = new URL("../packages/trail/sql/expected-schema.json", import.meta.url);
const SERVER_FILE = new URL("../packages/checks/sql/expected-schema.json", import.meta.url);

// After a new migration: UPDATE_SCHEMA=1 npx vitest run test/expected-schema.test.ts
describeStores("the expected schema is the one of the migrations", (open, kind) => {
  let database: Database;
  let trail: ExpectedSchema;

  beforeAll(async () => {
    database = await open();
    // The rights on the trail; they are granted together with those on the server's tables.
    await database.script("create schema server");
    await grantRuntimeRole(database, `servers_${kind}`);
    await database.script("drop schema server");
    trail = await readSchema(database, ["trail", "trail_meta"]);
  });
  afterAll(() => database.close());

  function check(file: URL, schema: ExpectedSchema): void {
    const text = formatSchema(schema);
    if (process.env.UPDATE_SCHEMA === "1" && kind === "pglite") writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, "utf8"));
  }

  test("of the trail", () => check(TRAIL_FILE, trail));

  test("of the server, with the rights of the runtime role", async () => {
    await migrate(database, "server", serverMigrations(), sha256Hex);
    await migrateAsOwner(database, { runtimeRole: `servers_${kind}` });
    const all = await readSchema(database, ["trail", "trail_meta", "server"]);
    const lines = new Set(trail.objects.map((object) => JSON.stringify(object)));
    const isNew = (object: SchemaObject) => !lines.has(JSON.stringify(object));
    const objects = all.objects.filter(isNew);
    // The migrations of the server add objects, and change none of the trail's.
    expect(all.objects.length - objects.length).toBe(trail.objects.length);
    const migrations = all.migrations.filter(({ owner }) => owner === "server");
    check(SERVER_FILE, { schemas: ["server"], migrations, objects });
  });
});
