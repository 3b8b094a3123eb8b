import { accounts, certificates, libraryVariableSets, projects } from "@indelible/domain";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Examples, examplesFor } from "../../../../../test/support/examples.ts";
import { startTestServer, type TestServer } from "../../../../../test/support/server.ts";
import { openStore } from "../../../../../test/support/stores.ts";

let database: Database;
let server: TestServer;
let examples: Examples;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database);
  examples = examplesFor(server);
});
afterAll(async () => {
  await server.close();
  await database.close();
});

test("the projects that include a library variable set", async () => {
  const { Id } = await examples.create(libraryVariableSets);
  const usages = async () =>
    (await server.call("GET", `/api/libraryvariablesets/${Id}/usages`)).body;
  expect(await usages()).toMatchObject({ Projects: [], CountOfProjectsUserCannotSee: 0 });
  const project = await examples.create(projects);
  const sent = { ...project, IncludedLibraryVariableSetIds: [Id] };
  await server.call("PUT", `/api/projects/${project.Id}`, sent);
  expect((await usages()).Projects).toEqual([
    {
      ProjectId: project.Id,
      ProjectName: project.Name,
      ProjectSlug: project.Slug,
      IsCurrentlyBeingUsedInProject: true,
      Releases: [],
      RunbookSnapshots: [],
    },
  ]);
});

test.each([
  [accounts, ["Targets", "DeploymentProcesses", "Releases"]],
  [certificates, ["DeploymentTargetUsages", "ProjectUsages", "TenantUsages"]],
])("a document that nothing uses has empty usages: %#", async (definition, kinds) => {
  const { Id } = await examples.create(definition);
  const { body } = await server.call("GET", `/api/${definition.route}/${Id}/usages`);
  expect(body).toMatchObject(Object.fromEntries(kinds.map((kind) => [kind, []])));
});
