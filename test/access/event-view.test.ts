import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../support/server.ts";
import { openStore } from "../support/stores.ts";
import { Organisation, type Person, type Scope } from "./organisation.ts";

// What users with EventView see through the API, as scenarios.

let database: Database;
let server: TestServer;
let organisation: Organisation;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database);
  organisation = new Organisation(server);
});
afterAll(async () => {
  await server.close();
  await database.close();
});

/** A user with only the permission EventView, in one scope for each team. */
function viewer(...scopes: readonly Scope[]): Promise<Person> {
  return organisation.personWith(...scopes.map((scope) => ({ space: ["EventView"], scope })));
}

async function get(url: string, { key }: { key: string }) {
  const answer = await server.call("GET", url, undefined, { key });
  expect(answer.status, `GET ${url}: ${answer.text}`).toBe(200);
  return answer.body;
}

/** The messages about a document that a user sees, newest first. */
async function messages(documentId: string, person: Person): Promise<string[]> {
  const { Items } = await get(`/api/events?regarding=${documentId}&take=1000`, person);
  return Items.map(({ Message }: { Message: string }) => Message);
}

async function environment(): Promise<string> {
  return (await organisation.make("/api/environments", { Name: organisation.name("Env") })).Id;
}

async function tenant(): Promise<string> {
  return (await organisation.make("/api/tenants", { Name: organisation.name("Tenant") })).Id;
}

function machine(EnvironmentIds: readonly string[], TenantIds: readonly string[]) {
  const Endpoint = { CommunicationStyle: "None" };
  const Name = organisation.name("Machine");
  return organisation.make("/api/machines", { Name, EnvironmentIds, TenantIds, Endpoint });
}

describe("four known bugs of Octopus Deploy", () => {
  it("a scoped viewer can use the page and its lookups, and nothing else", async () => {
    const { Id } = await organisation.project();
    const auditor = await viewer({ ProjectIds: [Id] });
    const page = await get("/api/Spaces-1/events", auditor);
    expect(page.Items.length).toBeGreaterThan(0);
    for (const list of ["categories", "groups", "documenttypes", "agents"]) {
      expect(await get(`/api/events/${list}`, auditor)).not.toEqual([]);
    }
    expect((await get("/api/users/me", auditor)).Id).toBe(auditor.id);
    const mine = await get(`/api/users/${auditor.id}/permissions`, auditor);
    expect(Object.keys(mine.SpacePermissions)).toEqual(["EventView"]);
    const [space] = await get("/api/spaces/all", auditor);
    expect(space.Id).toBe("Spaces-1");
    const projects = await server.call("GET", "/api/projects", undefined, { key: auditor.key });
    expect(projects.status).toBe(403);
  });

  it("an event without a value in a scoped dimension is shown", async () => {
    const { Id } = await organisation.project();
    const auditor = await viewer({ EnvironmentIds: [await environment()] });
    expect(await messages(Id, auditor)).toContain(
      `Project ${(await server.call("GET", `/api/projects/${Id}`)).body.Name} was created`,
    );
  });

  it("a restricted team in addition to an unrestricted one removes nothing", async () => {
    const [mine, other] = [await organisation.project(), await organisation.project()];
    const restricted = await viewer({ ProjectIds: [mine.Id] });
    expect(await messages(other.Id, restricted)).toEqual([]);
    const both = await viewer({ ProjectIds: [mine.Id] }, {});
    expect(await messages(other.Id, both)).not.toEqual([]);
    expect(await messages(mine.Id, both)).toEqual(await messages(mine.Id, restricted));
  });

  it("an event of several tenants is shown only to users who may see all of them", async () => {
    const [here, one, two] = [await environment(), await tenant(), await tenant()];
    const shared = await machine([here], [one, two]);
    const own = await machine([here], [one]);
    const ofOne = await viewer({ TenantIds: [one] });
    expect(await messages(shared.Id, ofOne)).toEqual([]);
    expect(await messages(own.Id, ofOne)).not.toEqual([]);
    // Two teams that each admit one tenant do not admit both together.
    expect(
      await messages(shared.Id, await viewer({ TenantIds: [one] }, { TenantIds: [two] })),
    ).toEqual([]);
    expect(await messages(shared.Id, await viewer({ TenantIds: [one, two] }))).not.toEqual([]);
  });
});

describe("a viewer of one project", () => {
  it("sees its process, variables, channels and releases, and those of no other", async () => {
    const [mine, other] = [await organisation.project(), await organisation.project()];
    const auditor = await viewer({ ProjectIds: [mine.Id] });
    for (const { Id } of [mine, other]) {
      const Steps = [{ Name: "Step", Actions: [{ Name: "Step", ActionType: "Octopus.Script" }] }];
      await server.call("PUT", `/api/projects/${Id}/deploymentprocesses`, { Steps });
      await server.call("PUT", `/api/projects/${Id}/variables`, {
        Variables: [{ Name: "Greeting", Value: "hello" }],
      });
      await organisation.make("/api/channels", { Name: "Hotfix", ProjectId: Id });
      await organisation.make("/api/releases", { ProjectId: Id, Version: "1.0.0" });
    }
    const { Items } = await get(`/api/events?projects=${mine.Id},${other.Id}`, auditor);
    const shown = new Set(Items.map(({ DocumentType }: { DocumentType: string }) => DocumentType));
    // Grants of roles in the project are part of its history.
    const own = ["Channels", "Projects", "Releases", "deploymentprocess", "variableset"];
    expect([...shown].sort()).toEqual([...own, "ScopedUserRoles"].sort());
    const text = JSON.stringify(Items);
    expect(text).not.toContain(other.Id);
    expect(text).not.toContain(other.Name);
  });

  it("still sees its past when it is renamed, moved and deleted", async () => {
    const project = await organisation.project();
    const byProject = await viewer({ ProjectIds: [project.Id] });
    const byGroup = await viewer({ ProjectGroupIds: [project.ProjectGroupId] });
    const url = `/api/projects/${project.Id}`;
    await server.call("PUT", url, { Name: `${project.Name} renamed` });
    expect(await messages(project.Id, byProject)).toEqual(await messages(project.Id, byGroup));
    const { ProjectGroupId } = await organisation.project();
    await server.call("PUT", url, { ProjectGroupId });
    // A user who sees a group sees its projects: the project was moved from one group to the other.
    expect(await messages(project.Id, byGroup)).toEqual([]);
    const byNewGroup = await viewer({ ProjectGroupIds: [ProjectGroupId] });
    expect((await server.call("DELETE", url)).status).toBe(200);
    const past = await messages(project.Id, byProject);
    expect(past).toContain(`Project ${project.Name} was created`);
    expect(past).toContain(`Project ${project.Name} was renamed to ${project.Name} renamed`);
    expect(past).toContain(`Project ${project.Name} renamed was deleted`);
    expect(await messages(project.Id, byNewGroup)).toEqual(past);
  });

  it("does not inherit a new project of the same name", async () => {
    const project = await organisation.project();
    const auditor = await viewer({ ProjectIds: [project.Id] });
    await server.call("DELETE", `/api/projects/${project.Id}`);
    const { body } = await server.call("GET", "/api/lifecycles/all");
    const again = await organisation.make("/api/projects", {
      Name: project.Name,
      ProjectGroupId: project.ProjectGroupId,
      LifecycleId: body[0].Id,
    });
    expect(again.Id).not.toBe(project.Id);
    expect(await messages(again.Id, auditor)).toEqual([]);
    const scoped = await get(`/api/users/${auditor.id}/permissions`, auditor);
    expect(scoped.SpacePermissions.EventView[0].RestrictedToProjectIds).toEqual([project.Id]);
  });
});

describe("an event that a viewer may not see", () => {
  it("responds like one that does not exist, and nothing else reveals it", async () => {
    const [mine, other] = [await organisation.project(), await organisation.project()];
    const auditor = await viewer({ ProjectIds: [mine.Id] });
    const { body } = await server.call("GET", `/api/events?regarding=${other.Id}&take=1`);
    const [{ Id: hidden }] = body.Items;
    const ask = (url: string) => server.call("GET", url, undefined, { key: auditor.key });
    for (const suffix of ["", "/proof"]) {
      const answer = await ask(`/api/events/${hidden}${suffix}`);
      const missing = await ask(`/api/events/Events-999999999${suffix}`);
      expect(answer.status).toBe(404);
      expect(answer.text.replace(hidden, "")).toBe(missing.text.replace("Events-999999999", ""));
    }
    const empty = { Items: [], TotalResults: 0, NumberOfPages: 1, LastPageNumber: 0 };
    const number = hidden.slice("Events-".length);
    for (const filter of [
      `ids=${hidden}`,
      `regarding=${other.Id}`,
      `regardingAny=${other.Id}`,
      `projects=${other.Id}`,
      `projectGroups=${other.ProjectGroupId}&documentTypes=Projects`,
      `fromAutoId=${Number(number) - 1}&toAutoId=${Number(number) + 1}`,
    ]) {
      expect(await get(`/api/events?${filter}`, auditor), filter).toMatchObject(empty);
      const csv = await ask(`/api/events?${filter}&asCsv=true`);
      expect(csv.text.trimEnd().split("\r\n"), filter).toHaveLength(1);
    }
    const all = await get("/api/events?take=1000", auditor);
    expect(all.TotalResults).toBe(all.Items.length);
    const beyond = await get(`/api/events?skip=${all.TotalResults}`, auditor);
    expect(beyond.Items).toEqual([]);
    expect(beyond.Links["Page.Next"]).toBeUndefined();
  });

  it("is not named where its document prevents a deletion", async () => {
    const here = await environment();
    const secret = await machine([here], []);
    const janitor = await organisation.personWith({
      space: ["EnvironmentView", "EnvironmentDelete"],
    });
    const answer = await server.call("DELETE", `/api/environments/${here}`, undefined, {
      key: janitor.key,
    });
    expect(answer.status).toBe(409);
    expect(answer.body.ErrorMessage).toMatch(/cannot be deleted: it is used by others\.$/);
    expect(answer.text).not.toContain(secret.Name);
    const full = await server.call("DELETE", `/api/environments/${here}`);
    expect(full.body.ErrorMessage).toContain(secret.Name);
  });
});

describe("events of no space", () => {
  it("require EventView at system level", async () => {
    const subject = await organisation.person();
    const [inSpace, atSystem] = [
      await viewer({}),
      await organisation.personWith({ system: ["EventView"], spaceId: null }),
    ];
    expect(await messages(subject.id, inSpace)).toEqual([]);
    expect(await messages(subject.id, atSystem)).not.toEqual([]);
    const { Items } = await get("/api/events?take=1000&spaces=all&includeSystem=true", atSystem);
    const spaceIds = new Set(Items.map(({ SpaceId }: { SpaceId: string | null }) => SpaceId));
    expect([...spaceIds]).toEqual([null]);
    const none = await get("/api/events?includeSystem=false", atSystem);
    expect(none.TotalResults).toBe(0);
  });

  it("cannot be requested through a space in which the viewer sees nothing", async () => {
    const other = await organisation.space();
    const auditor = await viewer({});
    const [there, nowhere] = await Promise.all(
      [other, "Spaces-999"].map((space) =>
        server.call("GET", `/api/${space}/events`, undefined, { key: auditor.key }),
      ),
    );
    expect(there?.status).toBe(404);
    expect(there?.text.replace(other, "")).toBe(nowhere?.text.replace("Spaces-999", ""));
    const list = await get("/api/spaces/all", auditor);
    expect(list.map(({ Id }: { Id: string }) => Id)).toEqual(["Spaces-1"]);
  });
});
