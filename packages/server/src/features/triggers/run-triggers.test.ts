import { expect, test } from "vitest";
import { useServer } from "../../../../../test/support/use-server.ts";

const HOUR = 3_600_000;
let now = Date.parse("2026-03-02T00:10:00Z");
const shared = useServer({ clock: () => new Date(now) });

async function hourly(ProjectId: string, Action: object, more: object = {}) {
  const trigger = await shared.on.call("POST", "projecttriggers", {
    ProjectId,
    Name: "Hourly",
    Filter: { FilterType: "CronExpressionSchedule", CronExpression: "0 0 * * * *" },
    Action: { ActionType: "DeployLatestReleaseToEnvironment", ...Action },
    ...more,
  });
  return String(trigger.Id);
}

async function runDue(hours: number) {
  now += hours * HOUR;
  await shared.server.tasks.runDue();
}

/** The categories of the events of a trigger's runs, oldest first. */
async function runsOf(trigger: string) {
  const events = await shared.on.events(trigger);
  return events.filter(({ Category }) => /Queued|Blocked/.test(Category));
}

test("a due trigger runs once, as the server, in the name of the trigger", async () => {
  const project = await shared.on.project([]);
  await shared.on.call("POST", "releases", { ProjectId: project, Version: "1.0" });
  const trigger = await hourly(project, { EnvironmentId: await shared.on.environment() });
  await runDue(0);
  expect(await runsOf(trigger)).toEqual([]);
  await runDue(1);
  await runDue(0);
  expect(await runsOf(trigger)).toMatchObject([
    {
      Category: "DeploymentQueued",
      UserId: "users-system",
      IdentityEstablishedWith: "Trigger 'Hourly'",
    },
  ]);
});

test("times that were missed are one run", async () => {
  const project = await shared.on.project([]);
  await shared.on.call("POST", "releases", { ProjectId: project, Version: "1.0" });
  const trigger = await hourly(project, { EnvironmentId: await shared.on.environment() });
  await runDue(5);
  expect(await runsOf(trigger)).toHaveLength(1);
});

test("a refused run is recorded once, with its reason", async () => {
  const project = await shared.on.project([]);
  const trigger = await hourly(project, { EnvironmentId: await shared.on.environment() });
  await runDue(1);
  await runDue(0);
  const [blocked, ...others] = await runsOf(trigger);
  expect(blocked).toMatchObject({ Category: "AutoDeployBlocked", UserId: "users-system" });
  expect(blocked.Message).toMatch(/could not run: The project has no release yet\.$/);
  expect(others).toEqual([]);
});

test("a disabled trigger does not run", async () => {
  const project = await shared.on.project([]);
  const EnvironmentId = await shared.on.environment();
  const trigger = await hourly(project, { EnvironmentId }, { IsDisabled: true });
  await runDue(1);
  expect(await runsOf(trigger)).toEqual([]);
});
