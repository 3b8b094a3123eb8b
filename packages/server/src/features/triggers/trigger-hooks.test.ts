import { beforeAll, expect, test } from "vitest";
import { type Examples, examplesFor } from "../../../../../test/support/examples.ts";
import type { TestServer } from "../../../../../test/support/server.ts";
import { useServer } from "../../../../../test/support/use-server.ts";

const shared = useServer();
let server: TestServer;
let examples: Examples;
let project: string;
let environment: string;

beforeAll(async () => {
  ({ server } = shared);
  examples = examplesFor(server);
  project = await examples.idOf("Projects");
  environment = await examples.idOf("Environments");
});

function post(body: Record<string, unknown>) {
  return server.call("POST", `/api/projects/${project}/triggers`, body);
}

const FILTER = { FilterType: "CronExpressionSchedule", CronExpression: "0 0 6 * * Mon-Fri" };

function release(more: Record<string, unknown> = {}) {
  return { ActionType: "DeployNewRelease", EnvironmentId: environment, ...more };
}

test("a trigger is created and changed as clients do it", async () => {
  const made = await post({ Name: "Weekdays", Filter: FILTER, Action: release() });
  expect(made.status, made.text).toBe(201);
  expect(made.body).toMatchObject({
    Id: expect.stringMatching(/^ProjectTriggers-\d+$/),
    ProjectId: project,
    IsDisabled: false,
    Filter: { ...FILTER, Timezone: "" },
    Action: { ActionType: "DeployNewRelease", EnvironmentId: environment, TenantIds: [] },
  });
  const url = `/api/projects/${project}/triggers/${made.body.Id}`;
  const changed = await server.call("PUT", url, { ...made.body, IsDisabled: true });
  expect(changed.body).toMatchObject({ IsDisabled: true, Filter: FILTER });
  const [event] = (await server.call("GET", `/api/events?regarding=${made.body.Id}`)).body.Items;
  expect(event.Message).toMatch(/^Trigger Weekdays of .+ was changed$/);
  const group = expect.stringMatching(/^ProjectGroups-\d+$/);
  expect(event.RelatedDocumentIds).toEqual([made.body.Id, project, group, environment]);
});

test.each([
  [{ ...FILTER, CronExpression: "every morning" }, {}, "CronExpression must have six fields"],
  [{ ...FILTER, Timezone: "Nowhere/Land" }, {}, "Filter.Timezone must be the name of a time zone"],
  [{ FilterType: "FeedFilter" }, {}, "Filter.FilterType must be one of"],
  [
    { FilterType: "OnceDailySchedule", StartTime: "2026-01-01T09:00:00", DaysOfWeek: ["Noday"] },
    {},
    "DaysOfWeek[0] must be one of",
  ],
  [{ FilterType: "ContinuousDailySchedule", MinuteInterval: 0 }, {}, "MinuteInterval"],
  [FILTER, { EnvironmentId: null }, "Action.EnvironmentId is required"],
  [FILTER, { ActionType: "RunRunbook" }, "Action.RunbookId is required"],
])("an invalid schedule or action is refused: %#", async (Filter, more, sentence) => {
  const { status, text } = await post({ Name: "Bad", Filter, Action: release(more) });
  expect([status, text]).toEqual([400, expect.stringContaining(sentence)]);
});

test("the runbook and the channel of an action belong to the project of the trigger", async () => {
  const other = await server.call("POST", "/api/projects", {
    Name: "Other",
    ProjectGroupId: await examples.idOf("ProjectGroups"),
    LifecycleId: await examples.idOf("Lifecycles"),
  });
  const runbook = await server.call("POST", "/api/runbooks", {
    Name: "Foreign",
    ProjectId: other.body.Id,
  });
  const [channel] = (await server.call("GET", `/api/projects/${other.body.Id}/channels`)).body
    .Items;
  const run = { ActionType: "RunRunbook", EnvironmentIds: [environment] };
  for (const [action, field] of [
    [{ ...run, RunbookId: runbook.body.Id }, "RunbookId"],
    [release({ ChannelId: channel.Id }), "ChannelId"],
  ] as const) {
    const { status, text } = await post({ Name: "Astray", Filter: FILTER, Action: action });
    expect([status, text]).toEqual([400, expect.stringContaining(`Action.${field}`)]);
    expect(text).toContain(`does not belong to ProjectId '${project}'`);
  }
});

test("a runbook that a trigger uses cannot be deleted", async () => {
  const Action = { ActionType: "RunRunbook", EnvironmentIds: [environment] };
  const RunbookId = (
    await server.call("POST", "/api/runbooks", { Name: "Needed", ProjectId: project })
  ).body.Id;
  await post({ Name: "Needs it", Filter: FILTER, Action: { ...Action, RunbookId } });
  const { status, text } = await server.call("DELETE", `/api/runbooks/${RunbookId}`);
  expect([status, text]).toEqual([409, expect.stringContaining("Project Trigger 'Needs it'")]);
});
