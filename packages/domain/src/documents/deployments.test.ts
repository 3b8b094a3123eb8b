import { expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
import { deployments } from "./deployments.ts";

const untenanted = exampleBody(deployments, { ProjectId: "Projects-1", TenantId: null });
const sentence = [
  " for ",
  { documentId: "Projects-1" },
  " release ",
  { documentId: "Releases-1" },
  " to ",
  { documentId: "Environments-1" },
];

test("a message names the project, the release, the environment and the tenant if there is one", () => {
  expect(deployments.about(untenanted)).toEqual(sentence);
  const tenanted = { ...untenanted, TenantId: "Tenants-1" };
  expect(deployments.about(tenanted)).toEqual([...sentence, " for ", { documentId: "Tenants-1" }]);
});

test("only the creation queues a deployment", () => {
  const queued = [{ category: "DeploymentQueued", verb: "was queued" }];
  expect(deployments.signals(undefined, untenanted)).toEqual(queued);
  expect(deployments.signals(untenanted, { ...untenanted, Name: "x" })).toEqual([]);
  expect(deployments.signals(untenanted, undefined)).toEqual([]);
});

test("its events relate to its task", () => {
  expect(deployments.alsoRelated({ ...untenanted, TaskId: "ServerTasks-7" })).toEqual([
    "ServerTasks-7",
  ]);
  expect(deployments.alsoRelated({ ...untenanted, TaskId: null })).toEqual([]);
});
