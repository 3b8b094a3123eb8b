import { deployments, runbookRuns, type TriggerAction } from "@indelible/domain";
import { expect, test } from "vitest";
import { newTrigger } from "../../../../../test/support/triggers.ts";
import { useServer } from "../../../../../test/support/use-server.ts";
import { formValuesOf, requestFor } from "./run-requests.ts";

const shared = useServer();

test.each([
  [null, {}],
  ["", {}],
  ["  ", {}],
  ['{"a": "1", "b": null}', { a: "1", b: null }],
])("the variables %j are the form values %j", (Variables, values) => {
  expect(formValuesOf({ Variables })).toEqual(values);
});

test.each(["[1]", '"text"', "null", "{"])("the variables %s are no JSON object", (Variables) => {
  expect(() => formValuesOf({ Variables })).toThrow("not a JSON object");
});

async function requested(Action: Partial<TriggerAction>, ProjectId = "Projects-999") {
  const tools = { trail: shared.server.trail, database: shared.database };
  const place = { EnvironmentId: "Environments-1", TenantId: "Tenants-1" };
  return requestFor(tools, newTrigger({ ProjectId, Action }), place);
}

test("a runbook is run in the place, with the form values", async () => {
  const RunbookId = "Runbooks-1";
  const action = { ActionType: "RunRunbook", RunbookId, Variables: '{"a":"1"}' } as const;
  const { definition, fields } = await requested(action);
  expect(definition).toBe(runbookRuns);
  expect(fields).toEqual({
    EnvironmentId: "Environments-1",
    TenantId: "Tenants-1",
    RunbookId,
    FormValues: { a: "1" },
  });
});

test("the newest release is deployed, of the channel if there is one", async () => {
  const { on } = shared;
  const ProjectId = await on.project([]);
  const ActionType = "DeployLatestReleaseToEnvironment";
  await expect(requested({ ActionType }, ProjectId)).rejects.toThrow("has no release yet");
  const { Id: ChannelId } = await on.call("POST", "channels", { ProjectId, Name: "Hotfix" });
  const fix = await on.call("POST", "releases", { ProjectId, ChannelId, Version: "1.0" });
  const main = await on.call("POST", "releases", { ProjectId, Version: "2.0" });
  const newest = await requested({ ActionType }, ProjectId);
  expect(newest.definition).toBe(deployments);
  expect(newest.fields.ReleaseId).toBe(main.Id);
  expect((await requested({ ActionType, ChannelId }, ProjectId)).fields.ReleaseId).toBe(fix.Id);
});

test("the last successful deployment to a source environment names the release", async () => {
  const { on } = shared;
  const ProjectId = await on.project([]);
  const source = await on.environment();
  const action = { ActionType: "DeployLatestRelease", SourceEnvironmentIds: [source] } as const;
  await expect(requested(action, ProjectId)).rejects.toThrow("source environments");
  const { ReleaseId } = await on.queue(ProjectId, source);
  await on.runAll();
  await on.queue(ProjectId, await on.environment());
  expect((await requested(action, ProjectId)).fields.ReleaseId).toBe(ReleaseId);
});

test("an action that no schedule can do is named", async () => {
  await expect(requested({ ActionType: "AutoDeploy" })).rejects.toThrow(
    "does not support AutoDeploy",
  );
});
