import { expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
import { serverTasks } from "./server-tasks.ts";

test("a message about a task without a run names its environment", () => {
  const task = exampleBody(serverTasks, { EnvironmentId: "Environments-1" });
  expect(serverTasks.about(task)).toEqual([" in ", { documentId: "Environments-1" }]);
  expect(serverTasks.about({ ...task, EnvironmentId: null })).toEqual([]);
  expect(serverTasks.about({ ...task, DeploymentId: "Deployments-1" })).toEqual([]);
  expect(serverTasks.about({ ...task, RunbookRunId: "RunbookRuns-1" })).toEqual([]);
});
