import {
  ADMINISTRATORS,
  apiKeys,
  BUILT_IN_ROLES,
  BUILT_IN_TEAMS,
  DOCUMENT_DEFINITIONS,
  type DocumentDefinition,
  scopedUserRoles,
  spaces,
  teams,
  userRoles,
  users,
} from "@indelible/domain";
import { Definitions } from "@indelible/kernel";
import { type Database, masterKeySealer, type Trail } from "@indelible/trail";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "../../../../test/support/stores.ts";
import { fakeClock, testTrail } from "../../../../test/support/trail.ts";
import { DocumentService } from "../documents/document-service.ts";
import { digestOfKey, isApiKey } from "../features/people/api-key.ts";
import { type BootstrapOptions, bootstrap } from "./bootstrap.ts";

const clock = fakeClock().now;
const sealer = masterKeySealer(new Uint8Array(32).fill(7), (bytes) => new Uint8Array(bytes));
let database: Database;
let trail: Trail;

beforeEach(async () => {
  database = await openStore("postgres");
  trail = testTrail(database, DOCUMENT_DEFINITIONS);
});
afterEach(() => database.close());

function start(settings: Partial<BootstrapOptions> = {}) {
  const definitions = new Definitions(DOCUMENT_DEFINITIONS, clock);
  return bootstrap({
    trail,
    service: new DocumentService({ trail, definitions, clock, hooks: {} }),
    sealer,
    clock,
    random: (bytes) => new Uint8Array(bytes).fill(5),
    adminUsername: "root",
    adminPassword: undefined,
    adminApiKey: undefined,
    ...settings,
  });
}

async function count(type: DocumentDefinition): Promise<number> {
  return (await trail.list({ type, skip: 0, take: 0 })).total;
}

test("credentials that are not configured are generated", async () => {
  const first = await start();
  expect(first).toMatchObject({ madePassword: true, madeApiKey: true });
  expect(first?.password).toHaveLength(20);
  expect(isApiKey(first?.apiKey ?? "")).toBe(true);
});

test("configured credentials are used, and need not be shown", async () => {
  const key = "API-ABCDEFGHIJKLMNOPQRST";
  const first = await start({ adminPassword: "correct horse", adminApiKey: key });
  expect(first).toEqual({
    password: "correct horse",
    apiKey: key,
    madePassword: false,
    madeApiKey: false,
  });
  const { documents } = await trail.list({ type: apiKeys, skip: 0, take: 9 });
  expect(documents.map(({ body }) => body.KeyDigest)).toEqual([digestOfKey(sealer, key)]);
});

test("an installation starts with roles, teams, an administrator and a space", async () => {
  await start();
  expect(await count(userRoles)).toBe(BUILT_IN_ROLES.length);
  expect(await count(teams)).toBeGreaterThanOrEqual(BUILT_IN_TEAMS.length);
  const admins = await trail.list({ type: users, skip: 0, take: 9 });
  expect(admins.documents.map(({ body }) => body.Username)).toEqual(["root"]);
  const team = await trail.documentOf(teams, ADMINISTRATORS.Id);
  expect(team?.body.MemberUserIds).toEqual(admins.documents.map(({ id }) => id));
  const home = await trail.list({ type: spaces, skip: 0, take: 9 });
  expect(home.documents.map(({ body }) => [body.Name, body.IsDefault])).toEqual([
    ["Default", true],
  ]);
  const assignments = await trail.list({ type: scopedUserRoles, skip: 0, take: 99 });
  expect(assignments.documents.map(({ body }) => body.TeamId)).toContain(ADMINISTRATORS.Id);
});

test("later starts change nothing", async () => {
  await start();
  const visibility = [{ SpaceId: null, Restrictions: {} }];
  const before = await trail.countEvents({ visibility, terms: [] });
  expect(await start({ adminUsername: "other" })).toBeUndefined();
  expect(await trail.countEvents({ visibility, terms: [] })).toBe(before);
});
