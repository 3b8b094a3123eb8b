import { runbooks } from "@indelible/domain";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Examples, examplesFor } from "../../../../../test/support/examples.ts";
import { startTestServer, type TestServer } from "../../../../../test/support/server.ts";
import { openStore } from "../../../../../test/support/stores.ts";

let database: Database;
let server: TestServer;
let examples: Examples;
let runbook: string;
let owner: string;
let other: string;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database);
  examples = examplesFor(server);
  const created = await examples.create(runbooks);
  runbook = created.Id;
  owner = String(created.ProjectId);
  const { body } = await server.call("GET", `/api/projects/${owner}`);
  const { LifecycleId, ProjectGroupId } = body;
  const sent = { Name: "Other", LifecycleId, ProjectGroupId };
  other = (await server.call("POST", "/api/projects", sent)).body.Id;
});
afterAll(async () => {
  await server.close();
  await database.close();
});

test("the list below a document has only its own documents", async () => {
  const listed = async (project: string) => {
    const { body } = await server.call("GET", `/api/projects/${project}/runbooks`);
    return body.Items.map(({ Id }: { Id: string }) => Id);
  };
  expect(await listed(owner)).toEqual([runbook]);
  expect(await listed(other)).toEqual([]);
  expect((await server.call("GET", "/api/projects/Projects-99/runbooks")).status).toBe(404);
});

test("a document is found only below its owner, by id or name", async () => {
  const get = (project: string, id: string) =>
    server.call("GET", `/api/projects/${project}/runbooks/${encodeURIComponent(id)}`);
  const found = await get(owner, runbook);
  expect(found.body.Id).toBe(runbook);
  expect((await get(owner, found.body.Name)).body.Id).toBe(runbook);
  for (const [project, id] of [
    [other, runbook],
    [owner, "none"],
    [owner, owner],
  ] as const) {
    expect((await get(project, id)).status).toBe(404);
  }
});

test("a document that is created below an owner belongs to it, whatever the body says", async () => {
  const body = { ...(await examples.body(runbooks)), ProjectId: owner };
  const created = await server.call("POST", `/api/projects/${other}/runbooks`, body);
  expect(created.body.ProjectId).toBe(other);
  const url = `/api/projects/${other}/runbooks/${created.body.Id}`;
  expect((await server.call("DELETE", url)).status).toBe(200);
  expect((await server.call("GET", url)).status).toBe(404);
});

test("a companion has one document below its owner", async () => {
  const url = `/api/projects/${owner}/deploymentprocesses`;
  const { body } = await server.call("GET", url);
  expect(body.Id).toBe(`deploymentprocess-${owner}`);
  const changed = await server.call("PUT", url, { ...body, Steps: [] });
  expect([changed.status, changed.body.Id]).toEqual([200, body.Id]);
});
