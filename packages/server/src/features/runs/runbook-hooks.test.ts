import { beforeAll, expect, test } from "vitest";
import type { TestServer } from "../../../../../test/support/server.ts";
import { useServer } from "../../../../../test/support/use-server.ts";

const shared = useServer();
let server: TestServer;
let project: string;
let runbooks = 0;

beforeAll(async () => {
  ({ server } = shared);
  project = await newProject("Shop");
});

async function call(method: string, url: string, body?: unknown) {
  const answer = await server.call(method, `/api/${url}`, body);
  expect(answer.status, `${method} ${url}: ${answer.text}`).toBeLessThan(300);
  return answer.body;
}

async function refused(method: string, url: string, body: unknown, status: number) {
  const answer = await server.call(method, `/api/${url}`, body);
  expect(answer.status, answer.text).toBe(status);
  return answer.text;
}

async function newProject(Name: string): Promise<string> {
  const [group] = await call("GET", "projectgroups/all");
  const [lifecycle] = await call("GET", "lifecycles/all");
  const body = { Name, ProjectGroupId: group.Id, LifecycleId: lifecycle.Id };
  return (await call("POST", "projects", body)).Id;
}

/** Creates a runbook as clients of the API do. */
async function newRunbook() {
  runbooks += 1;
  return call("POST", `projects/${project}/runbooks`, { Name: `Restart ${runbooks}` });
}

function setSteps(processId: string, name: string) {
  const Steps = [{ Name: name, Actions: [{ Name: name, ActionType: "Octopus.Script" }] }];
  return call("PUT", `projects/${project}/runbookProcesses/${processId}`, { Steps });
}

function snapshot(runbook: string, name: string, query = "") {
  const body = { RunbookId: runbook, ProjectId: project, Name: name };
  return call("POST", `projects/${project}/runbookSnapshots${query}`, body);
}

async function eventsOf(id: string) {
  return (await call("GET", `events?regarding=${id}`)).Items;
}

test("a runbook is created with its own process", async () => {
  const runbook = await newRunbook();
  expect(runbook).toMatchObject({
    Id: expect.stringMatching(/^Runbooks-\d+$/),
    ProjectId: project,
    Slug: `restart-${runbooks}`,
    RunbookProcessId: `RunbookProcess-${runbook.Id}`,
    PublishedRunbookSnapshotId: null,
    ConnectivityPolicy: { AllowDeploymentsToNoTargets: true },
    RunRetentionPolicy: { QuantityToKeep: 100, ShouldKeepForever: false, Unit: "Items" },
  });
  const process = await call("GET", `runbookProcesses/${runbook.RunbookProcessId}`);
  expect(process).toMatchObject({ RunbookId: runbook.Id, ProjectId: project, Version: 1 });
  const [event] = await eventsOf(process.Id);
  expect(event.Message).toBe(`Process of ${runbook.Name} of Shop was created`);
});

test("a runbook is found, below its project only, by id, slug and name", async () => {
  const runbook = await newRunbook();
  const other = await newProject("Elsewhere");
  for (const reference of [runbook.Id, runbook.Slug, encodeURIComponent(runbook.Name)]) {
    expect(await call("GET", `projects/${project}/runbooks/${reference}`)).toEqual(runbook);
    await refused("GET", `projects/${other}/runbooks/${reference}`, undefined, 404);
    await refused("DELETE", `projects/${other}/runbooks/${reference}`, undefined, 404);
  }
  const moved = await call("PUT", `runbooks/${runbook.Id}`, { ProjectId: other });
  expect(moved.ProjectId).toBe(project);
});

test("a snapshot keeps process and variables when they change", async () => {
  const runbook = await newRunbook();
  await setSteps(runbook.RunbookProcessId, "old");
  const made = await snapshot(runbook.Id, "First");
  await setSteps(runbook.RunbookProcessId, "new");
  const frozen = made.FrozenRunbookProcessId;
  expect(frozen).toMatch(/^RunbookProcess-Runbooks-\d+-s-2-[0-9A-F]{32}$/);
  expect(made.FrozenProjectVariableSetId).toBe(made.ProjectVariableSetSnapshotId);
  for (const above of ["", `projects/${project}/`]) {
    const process = await call("GET", `${above}runbookProcesses/${frozen}`);
    expect(process.Steps).toMatchObject([{ Name: "old" }]);
    expect(process.Id).toBe(frozen);
  }
  expect(await call("GET", `projects/${project}/runbookSnapshots/First`)).toEqual(made);
  expect((await call("GET", `runbooks/${runbook.Id}/runbookSnapshots`)).Items).toEqual([made]);
  await refused("PUT", `projects/${project}/runbookProcesses/${frozen}`, {}, 404);
});

test("publishing a new snapshot is one commit of two events", async () => {
  const runbook = await newRunbook();
  const made = await snapshot(runbook.Id, "Published", "?publish=true");
  const published = (await call("GET", `runbooks/${runbook.Id}`)).PublishedRunbookSnapshotId;
  expect(published).toBe(made.Id);
  const [change, creation] = await eventsOf(made.Id);
  expect([creation.Message, change.Message]).toEqual([
    `Snapshot Published of runbook ${runbook.Name} of Shop was created`,
    `Runbook ${runbook.Name} of Shop was published`,
  ]);
  expect(change.CorrelationId).toBe(creation.CorrelationId);
});

test("publishing can be requested by a member of the body", async () => {
  const runbook = await newRunbook();
  const body = { RunbookId: runbook.Id, Name: "By the body" };
  const made = await call("POST", "runbookSnapshots", { ...body, publish: "yes" });
  const { PublishedRunbookSnapshotId } = await call("GET", `runbooks/${runbook.Id}`);
  expect(PublishedRunbookSnapshotId).toBe(made.Id);
  expect(made).not.toHaveProperty("Publish");
});

test("a runbook publishes only its own snapshots, which cannot be deleted then", async () => {
  const [one, other] = [await newRunbook(), await newRunbook()];
  const [own, foreign] = [await snapshot(one.Id, "Own"), await snapshot(other.Id, "Foreign")];
  const publish = { PublishedRunbookSnapshotId: foreign.Id };
  expect(await refused("PUT", `runbooks/${one.Id}`, publish, 400)).toContain(
    `PublishedRunbookSnapshotId '${foreign.Id}' is not a snapshot of this runbook`,
  );
  const body = { Name: "New", ProjectId: project, ...publish };
  expect(await refused("POST", "runbooks", body, 400)).toContain("is not a snapshot");
  await call("PUT", `runbooks/${one.Id}`, { PublishedRunbookSnapshotId: own.Id });
  expect(await refused("DELETE", `runbookSnapshots/${own.Id}`, undefined, 409)).toContain(
    `Runbook '${one.Name}'`,
  );
  await call("PUT", `runbooks/${one.Id}`, { PublishedRunbookSnapshotId: null });
  await call("DELETE", `runbookSnapshots/${own.Id}`);
  const [{ Message }] = await eventsOf(own.Id);
  expect(Message).toBe(`Snapshot Own of runbook ${one.Name} of Shop was deleted`);
});

test("a snapshot belongs to a runbook of its project", async () => {
  const runbook = await newRunbook();
  const other = await newProject("Another");
  const body = { RunbookId: runbook.Id, Name: "Astray" };
  const text = await refused("POST", `projects/${other}/runbookSnapshots`, body, 400);
  expect(text).toContain(`RunbookId '${runbook.Id}' is not a runbook of ProjectId '${other}'`);
});

test("publishing requires RunbookEdit, and nothing is created without it", async () => {
  const runbook = await newRunbook();
  const role = await call("POST", "userroles", {
    Name: "Takes snapshots",
    GrantedSpacePermissions: ["RunbookSnapshotCreate", "RunbookView", "ProjectView"],
  });
  const user = await call("POST", "users", {
    Username: "taker",
    DisplayName: "Taker",
    Password: "long enough",
  });
  const team = await call("POST", "teams", { Name: "Takers", MemberUserIds: [user.Id] });
  await call("POST", "Spaces-1/scopeduserroles", { UserRoleId: role.Id, TeamId: team.Id });
  const { ApiKey: key } = await call("POST", `users/${user.Id}/apikeys`, { Purpose: "test" });
  const url = `/api/projects/${project}/runbookSnapshots`;
  const body = { RunbookId: runbook.Id, Name: "Unpublishable" };
  const answer = await server.call("POST", `${url}?publish=true`, body, { key });
  expect([answer.status, answer.body.ErrorMessage]).toEqual([
    403,
    expect.stringContaining("Missing permission: RunbookEdit"),
  ]);
  expect((await server.call("POST", url, body, { key })).status).toBe(201);
});

test("a runbook is deleted with its process and snapshots, and with its project", async () => {
  const runbook = await newRunbook();
  await snapshot(runbook.Id, "Doomed", "?publish=true");
  await call("DELETE", `projects/${project}/runbooks/${runbook.Id}`);
  const [{ CorrelationId }] = await eventsOf(runbook.Id);
  const gone = (await call("GET", `events?correlationId=${CorrelationId}`)).Items;
  expect(gone.map((event: { DocumentType: string }) => event.DocumentType).sort()).toEqual([
    "RunbookProcess",
    "RunbookSnapshots",
    "Runbooks",
  ]);
  const doomed = await newProject("Doomed");
  const { Id } = await call("POST", "runbooks", { Name: "With it", ProjectId: doomed });
  const body = { RunbookId: Id, Name: "Of it" };
  await call("POST", `projects/${doomed}/runbookSnapshots?publish=1`, body);
  await call("DELETE", `projects/${doomed}`);
  await refused("GET", `runbooks/${Id}`, undefined, 404);
});
