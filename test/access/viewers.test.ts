import type { Database } from "@indelible/trail";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../support/server.ts";
import { openStore } from "../support/stores.ts";
import { Organisation, type Person, type Scope } from "./organisation.ts";

// Random roles of a viewer's teams, through the whole API: list, count, single event, CSV and proof
// must show what a simple implementation of the scopes predicts.

const SEED = 20_26;
const VIEWERS = 200;
/** The document types to check, without the changes of roles that the test itself makes. */
const FILTER = "documentTypes=Projects,Channels,Machines,Environments,Tenants&take=1000";

interface Shown {
  readonly Id: string;
  readonly RelatedDocumentIds: readonly string[];
}

let database: Database;
let server: TestServer;
let viewer: Person;
let roleIds: string[];
let all: Shown[];
const groups = new Map<string, string[]>();
const ids = { ProjectIds: [], ProjectGroupIds: [], EnvironmentIds: [], TenantIds: [] } as Record<
  keyof Scope,
  string[]
>;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database);
  const organisation = new Organisation(server);
  for (let n = 0; n < 3; n++) {
    const first = await organisation.project(ids.ProjectGroupIds[n % 2]);
    if (!groups.has(first.ProjectGroupId)) ids.ProjectGroupIds.push(first.ProjectGroupId);
    groups.set(first.ProjectGroupId, [...(groups.get(first.ProjectGroupId) ?? []), first.Id]);
    ids.ProjectIds.push(first.Id);
    const environment = { Name: organisation.name("Environment") };
    ids.EnvironmentIds.push((await organisation.make("/api/environments", environment)).Id);
    const tenant = { Name: organisation.name("Tenant") };
    ids.TenantIds.push((await organisation.make("/api/tenants", tenant)).Id);
  }
  const subsets = fc.record({
    EnvironmentIds: fc.subarray(ids.EnvironmentIds),
    TenantIds: fc.subarray(ids.TenantIds),
  });
  for (const places of fc.sample(subsets, { seed: SEED, numRuns: 12 })) {
    const Endpoint = { CommunicationStyle: "None" };
    await organisation.make("/api/machines", {
      Name: organisation.name("Machine"),
      Endpoint,
      ...places,
    });
  }
  viewer = await organisation.person();
  const teamIds = await Promise.all([1, 2].map(() => organisation.team([viewer.id])));
  roleIds = await Promise.all(
    teamIds.map((id) => organisation.giveTeam(id, { space: ["EventView"] })),
  );
  await server.sequencer.runBatch();
  all = (await server.call("GET", `/api/events?${FILTER}`)).body.Items;
});
afterAll(async () => {
  await server.close();
  await database.close();
});

function maySee(scopes: readonly Required<Scope>[], event: Shown): boolean {
  return scopes.some((scope) => {
    const projects = [
      ...scope.ProjectIds,
      ...scope.ProjectGroupIds.flatMap((id) => groups.get(id) ?? []),
    ];
    const isLimited = scope.ProjectIds.length + scope.ProjectGroupIds.length > 0;
    const within = (prefix: string, limited: boolean, allowed: readonly string[]) =>
      !limited ||
      event.RelatedDocumentIds.every((id) => !id.startsWith(`${prefix}-`) || allowed.includes(id));
    return (
      within("Projects", isLimited, projects) &&
      within("Environments", scope.EnvironmentIds.length > 0, scope.EnvironmentIds) &&
      within("Tenants", scope.TenantIds.length > 0, scope.TenantIds)
    );
  });
}

async function get(url: string) {
  return server.call("GET", url, undefined, { key: viewer.key });
}

it(`shows each of ${VIEWERS} viewers the events that their scopes admit`, async () => {
  expect(all.length).toBeGreaterThan(20);
  const lists = () => ({
    ProjectIds: fc.subarray(ids.ProjectIds),
    ProjectGroupIds: fc.subarray(ids.ProjectGroupIds),
    EnvironmentIds: fc.subarray(ids.EnvironmentIds),
    TenantIds: fc.subarray(ids.TenantIds),
  });
  const scope: fc.Arbitrary<Required<Scope>> = fc.record(lists());
  await fc.assert(
    fc.asyncProperty(fc.tuple(scope, scope), fc.nat(all.length - 1), async (scopes, which) => {
      for (const [index, id] of roleIds.entries()) {
        const { status } = await server.call(
          "PUT",
          `/api/Spaces-1/scopeduserroles/${id}`,
          scopes[index],
        );
        expect(status).toBe(200);
      }
      const expected = all.filter((event) => maySee(scopes, event)).map(({ Id }) => Id);
      const { body } = await get(`/api/events?${FILTER}`);
      expect(body.Items.map(({ Id }: Shown) => Id)).toEqual(expected);
      expect(body.TotalResults).toBe(expected.length);
      const csv = await get(`/api/events?${FILTER}&asCsv=true&excludeDifference=true`);
      const rows = csv.text.trimEnd().split("\r\n").slice(1);
      expect(rows.map((row) => row.split(",", 1)[0])).toEqual(expected);
      const one = all[which]?.Id ?? "";
      const status = expected.includes(one) ? 200 : 404;
      expect((await get(`/api/events/${one}`)).status).toBe(status);
      expect((await get(`/api/events/${one}/proof`)).status).toBe(status);
    }),
    { seed: SEED, numRuns: VIEWERS },
  );
}, 240_000);
