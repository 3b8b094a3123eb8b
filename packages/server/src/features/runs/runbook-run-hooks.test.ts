import { expect, test } from "vitest";
import { useServer } from "../../../../../test/support/use-server.ts";

const shared = useServer();

async function newRunbook(more: object = {}, ProjectId?: string) {
  const project = ProjectId ?? (await shared.on.project([]));
  const body = { ProjectId: project, Name: "Restart", ...more };
  const { Id } = await shared.on.call("POST", "runbooks", body);
  return { project, RunbookId: String(Id) };
}

async function snapshot(RunbookId: string, Name: string, publish: boolean): Promise<string> {
  const url = publish ? "runbookSnapshots?publish=true" : "runbookSnapshots";
  return (await shared.on.call("POST", url, { RunbookId, Name })).Id;
}

test("a run runs the published snapshot by default, and queues its task", async () => {
  const { RunbookId, project } = await newRunbook();
  const published = await snapshot(RunbookId, "First", true);
  const other = await snapshot(RunbookId, "Second", false);
  const EnvironmentId = await shared.on.environment();
  const run = await shared.on.call("POST", "runbookRuns", { RunbookId, EnvironmentId });
  const { FrozenRunbookProcessId } = await shared.on.call("GET", `runbookSnapshots/${published}`);
  expect(run).toMatchObject({
    ProjectId: project,
    RunbookSnapshotId: published,
    FrozenRunbookProcessId,
    RunBy: "admin",
    Name: expect.stringMatching(/^Run Restart on Staging \d+$/),
  });
  expect(await shared.on.task(run.TaskId)).toMatchObject({
    Name: "RunbookRun",
    State: "Queued",
    Arguments: { RunbookRunId: run.Id },
  });
  const chosen = { RunbookId, EnvironmentId, RunbookSnapshotId: other };
  expect((await shared.on.call("POST", "runbookRuns", chosen)).RunbookSnapshotId).toBe(other);
});

test("a runbook without a published snapshot does not run, nor one of another runbook", async () => {
  const { RunbookId } = await newRunbook();
  const EnvironmentId = await shared.on.environment();
  const body = { RunbookId, EnvironmentId };
  expect(await shared.refused(400, "POST", "runbookRuns", body)).toContain(
    "has published no snapshot yet",
  );
  const foreign = await newRunbook();
  const RunbookSnapshotId = await snapshot(foreign.RunbookId, "Foreign", false);
  expect(
    await shared.refused(400, "POST", "runbookRuns", { ...body, RunbookSnapshotId }),
  ).toContain(`is not a snapshot of RunbookId '${RunbookId}'.`);
});

test.each(["Specified", "FromProjectLifecycles"])(
  "a runbook runs only in the environments of its scope: %s",
  async (EnvironmentScope) => {
    const { on } = shared;
    const [allowed, other] = [await on.environment(), await on.environment()];
    const Phases = [{ Name: "Only", OptionalDeploymentTargets: [allowed] }];
    const lifecycle = { Name: `For ${EnvironmentScope}`, Phases };
    const { Id: LifecycleId } = await on.call("POST", "lifecycles", lifecycle);
    const project = await on.project([]);
    await on.call("PUT", `projects/${project}`, { LifecycleId });
    const scope = { EnvironmentScope, Environments: [allowed] };
    const { RunbookId } = await newRunbook(scope, project);
    await snapshot(RunbookId, "First", true);
    await on.call("POST", "runbookRuns", { RunbookId, EnvironmentId: allowed });
    const body = { RunbookId, EnvironmentId: other };
    expect(await shared.refused(400, "POST", "runbookRuns", body)).toContain(
      `is not for the environment '${other}'.`,
    );
  },
);
