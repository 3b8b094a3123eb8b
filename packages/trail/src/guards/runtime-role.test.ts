import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "../../../../test/support/stores.ts";
import type { Database } from "../database/database.ts";
import { grantRuntimeRole, rolePowers } from "./runtime-role.ts";

let database: Database;

beforeAll(async () => {
  database = await openStore("postgres");
  // The grants also cover the schema of the server.
  await database.script("create schema server");
});
afterAll(() => database.close());

test.each(["", "x".repeat(64), "ü".repeat(32), "a\0b"])("the name %j is refused", async (name) => {
  await expect(grantRuntimeRole(database, name)).rejects.toMatchObject({
    code: "input",
    message: "The name of a role must have 1 to 63 bytes.",
  });
});

test("the owner of the tables has all powers, and is refused", async () => {
  const { role, isOwner } = await rolePowers(database);
  expect(isOwner).toBe(true);
  await expect(grantRuntimeRole(database, role)).rejects.toMatchObject({
    code: "input",
    message: expect.stringContaining("could remove the guards"),
  });
});
