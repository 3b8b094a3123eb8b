import { expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
import { actionProblem, type TriggerAction, triggerAction } from "./trigger-action.ts";

const action = exampleBody<TriggerAction>({ schema: triggerAction, example: () => ({}) });

test.each<[TriggerAction["ActionType"], Partial<TriggerAction>, string | undefined]>([
  ["DeployLatestRelease", {}, "SourceEnvironmentIds"],
  ["DeployLatestRelease", { SourceEnvironmentIds: ["Environments-1"] }, "DestinationEnvironmentId"],
  [
    "DeployLatestRelease",
    { SourceEnvironmentIds: ["Environments-1"], DestinationEnvironmentId: "Environments-2" },
    undefined,
  ],
  ["DeployLatestReleaseToEnvironment", {}, "EnvironmentId"],
  ["DeployNewRelease", { EnvironmentId: "" }, "EnvironmentId"],
  ["DeployNewRelease", { EnvironmentId: "Environments-1" }, undefined],
  ["RunRunbook", { EnvironmentIds: ["Environments-1"] }, "RunbookId"],
  ["RunRunbook", { RunbookId: "Runbooks-1" }, "EnvironmentIds"],
  ["RunRunbook", { RunbookId: "Runbooks-1", EnvironmentIds: ["Environments-1"] }, undefined],
  ["CreateRelease", {}, undefined],
  ["AutoDeploy", {}, undefined],
])("%s with %j lacks %j", (ActionType, fields, missing) => {
  const problem =
    missing === undefined
      ? undefined
      : `Action.${missing} is required for the action ${ActionType}.`;
  expect(actionProblem({ ...action, ...fields, ActionType })).toBe(problem);
});
