import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  bash,
  type Deploying,
  type DeployingServer,
  startDeploying,
  step,
} from "./support/deploying.ts";

describe("runbooks and triggers", () => {
  let deploying: DeployingServer;
  let on: Deploying;
  let now = Date.parse("2026-03-02T01:00:00Z");
  const clock = () => new Date(now);

  beforeAll(async () => {
    deploying = await startDeploying({ clock });
    on = deploying.on;
  });
  afterAll(() => deploying.close());

  /** A runbook of a project with one step and a published snapshot. */
  async function runbook(project: string, script: string): Promise<string> {
    const made = await on.call("POST", "runbooks", { ProjectId: project, Name: "Restart" });
    const Steps = [step(bash("Restart it", script))];
    await on.call("PUT", `runbookProcesses/${made.RunbookProcessId}`, { Steps });
    const snapshot = { RunbookId: made.Id, ProjectId: project, Name: "First" };
    await on.call("POST", "runbookSnapshots?publish=true", snapshot);
    return made.Id;
  }

  /** Events of runs by triggers, oldest first. */
  async function runsBy(trigger: string) {
    return (await on.events(trigger)).filter(({ Category }) => /Queued|Blocked/.test(Category));
  }

  test("a published runbook runs in an environment, and events record it", async () => {
    const project = await on.project([]);
    const environment = await on.environment();
    const id = await runbook(project, 'echo "restarting #{Octopus.Runbook.Name}"');
    const body = { RunbookId: id, EnvironmentId: environment };
    const { Id, TaskId, Name } = await on.call("POST", "runbookRuns", body);
    await on.runAll();
    const log = await on.log(TaskId);
    expect((await on.task(TaskId)).State, log).toBe("Success");
    expect(log).toContain("| restarting Restart");
    const events = await on.events(Id);
    expect(events.map(({ Category }) => Category)).toEqual([
      "Created",
      "RunbookRunQueued",
      "RunbookRunStarted",
      "RunbookRunSucceeded",
    ]);
    expect(events[2].Message).toMatch(
      new RegExp(`^${Name} started for runbook Restart of Shop \\d+ on Staging \\d+$`),
    );
  });

  test("the command of newer clients runs a runbook by name", async () => {
    const project = await on.project([]);
    const environment = await on.environment();
    await runbook(project, "echo by name");
    const { Name: ProjectName } = await on.call("GET", `projects/${project}`);
    const { Name } = await on.call("GET", `environments/${environment}`);
    const command = { projectName: ProjectName, runbookName: "Restart", environmentNames: [Name] };
    const { RunbookRunServerTasks } = await on.call("POST", "runbook-runs/create/v1", command);
    await on.runAll();
    const [{ RunbookRunId, ServerTaskId }] = RunbookRunServerTasks;
    expect(RunbookRunId).toMatch(/^RunbookRuns-\d+$/);
    expect((await on.task(ServerTaskId)).State).toBe("Success");
    expect(await on.log(ServerTaskId)).toContain("| by name");
  });

  test("the command queues runs in all its environments, or in none when one is refused", async () => {
    const project = await on.project([]);
    const [allowed, also, other] = [
      await on.environment(),
      await on.environment(),
      await on.environment(),
    ];
    const id = await runbook(project, "echo several");
    const scope = { EnvironmentScope: "Specified", Environments: [allowed, also] };
    await on.call("PUT", `runbooks/${id}`, scope);
    const { Name: ProjectName } = await on.call("GET", `projects/${project}`);
    const traces = async () => {
      const urls = [`runbookRuns?projects=${project}`, `tasks?project=${project}`];
      const counts = [];
      for (const url of [...urls, `events?projects=${project}`]) {
        counts.push((await on.call("GET", url)).TotalResults);
      }
      return counts;
    };
    const before = await traces();
    const command = { ProjectName, RunbookName: "Restart", EnvironmentNames: [allowed, other] };
    const url = "/api/Spaces-1/runbook-runs/create/v1";
    const refused = await on.server.call("POST", url, command);
    expect([refused.status, refused.text]).toEqual([
      400,
      expect.stringContaining(`is not for the environment '${other}'`),
    ]);
    expect(await traces()).toEqual(before);
    const EnvironmentNames = [also, allowed, also];
    const answer = await on.server.call("POST", url, { ...command, EnvironmentNames });
    const ids = answer.body.RunbookRunServerTasks.map((made: { RunbookRunId: string }) => {
      return made.RunbookRunId;
    });
    const runs = [];
    for (const run of ids) runs.push(await on.call("GET", `runbookRuns/${run}`));
    expect(runs.map(({ EnvironmentId }) => EnvironmentId)).toEqual(EnvironmentNames);
    expect(runs[2].Name).toBe(`${runs[0].Name} (#2)`);
    expect(new Set(runs.map(({ TaskId }) => TaskId)).size).toBe(3);
    const queued = (await Promise.all(ids.map((run: string) => on.events(run))))
      .flat()
      .filter(({ Category }) => Category === "RunbookRunQueued");
    expect(queued).toHaveLength(3);
    expect(new Set(queued.map(({ CorrelationId }) => CorrelationId)).size).toBe(1);
    await on.runAll();
  });

  test("a runbook that has published nothing does not run", async () => {
    const project = await on.project([]);
    const { Id } = await on.call("POST", "runbooks", { ProjectId: project, Name: "Draft" });
    const environment = await on.environment();
    const body = { RunbookId: Id, EnvironmentId: environment };
    const refused = await on.server.call("POST", "/api/runbookRuns", body);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain("publish one first");
  });

  test("a trigger runs a runbook at its time, once, even if two servers check", async () => {
    const project = await on.project([]);
    const environment = await on.environment();
    const RunbookId = await runbook(project, "true");
    const trigger = await on.call("POST", "projecttriggers", {
      ProjectId: project,
      Name: "Nightly",
      Filter: {
        FilterType: "CronExpressionSchedule",
        CronExpression: "0 30 2 * * *",
        Timezone: "UTC",
      },
      Action: { ActionType: "RunRunbook", RunbookId, EnvironmentIds: [environment] },
    });
    const look = () => on.server.tasks.runDue();
    await look();
    expect(await runsBy(trigger.Id)).toEqual([]);
    now = Date.parse("2026-03-02T02:30:01Z");
    await Promise.all([look(), look(), look()]);
    await look();
    const runs = await runsBy(trigger.Id);
    expect(runs.map(({ Category }) => Category)).toEqual(["RunbookRunQueued"]);
    expect(runs[0]).toMatchObject({
      Username: "system",
      IdentityEstablishedWith: "Trigger 'Nightly'",
    });
    await on.runAll();
    // The server was down for three nights: the missed runs become one.
    now = Date.parse("2026-03-05T09:00:00Z");
    await look();
    expect(await runsBy(trigger.Id)).toHaveLength(2);
    await on.call("PUT", `projecttriggers/${trigger.Id}`, { IsDisabled: true });
    now = Date.parse("2026-03-06T09:00:00Z");
    await look();
    expect(await runsBy(trigger.Id)).toHaveLength(2);
  });

  test("a trigger that fails records the reason", async () => {
    const project = await on.project([]);
    const [source, target] = [await on.environment("Test"), await on.environment("Live")];
    const trigger = await on.call("POST", "projecttriggers", {
      ProjectId: project,
      Name: "Promote",
      Filter: {
        FilterType: "CronExpressionSchedule",
        CronExpression: "0 0 * * * *",
        Timezone: "UTC",
      },
      Action: {
        ActionType: "DeployLatestRelease",
        SourceEnvironmentIds: [source],
        DestinationEnvironmentId: target,
      },
    });
    now += 3_600_000;
    await on.server.tasks.runDue();
    const [blocked] = await runsBy(trigger.Id);
    expect(blocked.Message).toMatch(
      /could not run: No release has been deployed to any of its source environments\.$/,
    );
    const { ReleaseId } = await on.queue(project, source);
    await on.runAll();
    now += 3_600_000;
    await on.server.tasks.runDue();
    const [, promoted] = await runsBy(trigger.Id);
    expect(promoted).toMatchObject({ Category: "DeploymentQueued", Username: "system" });
    expect(promoted.RelatedDocumentIds).toContain(ReleaseId);
  });

  test("health checks by policy are queued when they are due, and record no events", async () => {
    await on.server.tasks.runDue();
    const counted = async () => (await on.call("GET", "tasks?name=Health&take=0")).TotalResults;
    const before = await counted();
    await on.server.tasks.runDue();
    expect(await counted()).toBe(before);
    now += 25 * 3_600_000;
    await on.server.tasks.runDue();
    expect(await counted()).toBeGreaterThan(before);
    const events = await on.call("GET", "events?documentTypes=ServerTasks&take=0");
    expect(events.TotalResults).toBe(0);
  });

  test("health checks by cron are queued at their times, once, and never without a time", async () => {
    const [HealthCheckCron, HealthCheckCronTimezone] = ["0 30 2 * * *", "Europe/Vienna"];
    for (const [Name, check] of [
      ["By night", { HealthCheckCron, HealthCheckCronTimezone }],
      ["Never", { HealthCheckType: "OnlyConnectivity" }],
    ] as const) {
      await on.call("POST", "machinepolicies", { Name, MachineHealthCheckPolicy: check });
    }
    const look = () => on.server.tasks.runDue();
    const queued = async (name: string) => {
      const { Items } = await on.call("GET", "tasks?name=Health&take=1000");
      return Items.filter((task: { Description: string }) => task.Description.endsWith(` ${name}`));
    };
    await look();
    expect(await queued("By night")).toEqual([]);
    now = Date.parse("2026-04-02T00:30:00Z");
    await Promise.all([look(), look(), look()]);
    await look();
    expect(await queued("By night")).toHaveLength(1);
    now = Date.parse("2026-04-07T12:00:00Z");
    await look();
    expect(await queued("By night")).toHaveLength(2);
    expect(await queued("Never")).toEqual([]);
  });
});
