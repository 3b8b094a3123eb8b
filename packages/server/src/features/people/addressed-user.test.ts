import { DOCUMENT_DEFINITIONS, type Permission, users } from "@indelible/domain";
import { Caller, completeBody, Refusal } from "@indelible/kernel";
import { creation, type Database, type Trail } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "../../../../../test/support/stores.ts";
import { ALICE, testTrail } from "../../../../../test/support/trail.ts";
import { addressedUser } from "./addressed-user.ts";

let database: Database;
let trail: Trail;

beforeAll(async () => {
  database = await openStore("postgres");
  trail = testTrail(database, DOCUMENT_DEFINITIONS);
  const snapshot = await trail.read({ events: 2 });
  const changes = ["Users-1", "Users-2"].map((id) =>
    creation(users, { id, spaceId: null, body: completeBody(users, { Username: id }) }),
  );
  await trail.commit(ALICE, snapshot, changes);
});
afterAll(() => database.close());

function alice(...permissions: Permission[]): Caller {
  const grants = permissions.map((one) => [one, [{ spaceId: null }]] as const);
  return new Caller(ALICE.actor, "request-1", new Map(grants));
}

test.each(["me", "ME", "Users-1"])("callers are themselves: %s", async (reference) => {
  expect((await addressedUser(trail, alice(), reference, "UserEdit")).id).toBe("Users-1");
});

test("another user requires the permission, whether or not the user exists", async () => {
  for (const reference of ["Users-2", "Users-9"]) {
    await expect(addressedUser(trail, alice(), reference, "UserEdit")).rejects.toMatchObject({
      code: "forbidden",
    });
  }
  const editor = alice("UserEdit");
  expect((await addressedUser(trail, editor, "Users-2", "UserEdit")).id).toBe("Users-2");
  await expect(addressedUser(trail, editor, "Users-9", "UserEdit")).rejects.toThrow(Refusal);
});
