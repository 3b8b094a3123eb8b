import {
  DOCUMENT_DEFINITIONS,
  feeds,
  MASTER_KEY_ID,
  machinePolicies,
  masterKeys,
  spaces,
} from "@indelible/domain";
import { completeBody, systemAct } from "@indelible/kernel";
import { creation, type Database, deletion, type Trail } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "../../../../test/support/stores.ts";
import { fakeClock, testTrail } from "../../../../test/support/trail.ts";
import { completeInstallation } from "./complete-installation.ts";

const clock = fakeClock().now;
let database: Database;
let trail: Trail;

beforeAll(async () => {
  database = await openStore("postgres");
  trail = testTrail(database, DOCUMENT_DEFINITIONS);
  const snapshot = await trail.read({ newIds: { Spaces: 2 }, events: 2 });
  const changes = ["First", "Second"].map((Name) => {
    const body = completeBody(spaces, { Name, Slug: Name.toLowerCase() });
    return creation(spaces, { id: snapshot.takeId("Spaces"), spaceId: null, body });
  });
  await trail.commit(systemAct("setup"), snapshot, changes);
});
afterAll(() => database.close());

async function policies() {
  const { documents } = await trail.list({ type: machinePolicies, skip: 0, take: 9 });
  return documents;
}

test("documents that earlier versions did not create are added to each space", async () => {
  await completeInstallation(trail, clock, 3);
  expect((await trail.documentOf(masterKeys, MASTER_KEY_ID))?.body.Generation).toBe(3);
  const defaults = await policies();
  expect(defaults.map(({ spaceId }) => spaceId).sort()).toEqual(["Spaces-1", "Spaces-2"]);
  expect(defaults.every(({ body }) => body.IsDefault)).toBe(true);
  expect((await trail.list({ type: feeds, skip: 0, take: 9 })).total).toBe(2);
});

test("only what is missing is added", async () => {
  await completeInstallation(trail, clock, 3);
  const [kept, removed] = await policies();
  if (kept === undefined || removed === undefined) throw new TypeError("A policy is missing");
  const snapshot = await trail.read({ ids: [removed.id], events: 1 });
  await trail.commit(systemAct("test"), snapshot, [deletion(machinePolicies, removed)]);
  await completeInstallation(trail, clock, 4);
  const now = await policies();
  expect(now.map(({ spaceId }) => spaceId).sort()).toEqual(["Spaces-1", "Spaces-2"]);
  expect(now).toContainEqual(kept);
  expect((await trail.documentOf(masterKeys, MASTER_KEY_ID))?.body.Generation).toBe(3);
});

test("servers that start at the same time do not disturb each other", async () => {
  const policy = (await policies())[0];
  if (policy === undefined) throw new TypeError("A policy is missing");
  const snapshot = await trail.read({ ids: [policy.id], events: 1 });
  await trail.commit(systemAct("test"), snapshot, [deletion(machinePolicies, policy)]);
  const starts = [1, 2, 3].map(() => completeInstallation(trail, clock, 3));
  await Promise.all(starts);
  expect(await policies()).toHaveLength(2);
});
