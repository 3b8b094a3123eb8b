import { expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
import { runbookRuns } from "./runbook-runs.ts";

const untenanted = exampleBody(runbookRuns, { ProjectId: "Projects-1", TenantId: null });
const sentence = [
  " for ",
  "runbook ",
  { documentId: "Runbooks-1" },
  " of ",
  { documentId: "Projects-1" },
  " on ",
  { documentId: "Environments-1" },
];

test("a message names the runbook, the project, the environment and the tenant if there is one", () => {
  expect(runbookRuns.about(untenanted)).toEqual(sentence);
  const tenanted = { ...untenanted, TenantId: "Tenants-1" };
  expect(runbookRuns.about(tenanted)).toEqual([...sentence, " for ", { documentId: "Tenants-1" }]);
});

test("only the creation queues a run", () => {
  const queued = [{ category: "RunbookRunQueued", verb: "was queued" }];
  expect(runbookRuns.signals(undefined, untenanted)).toEqual(queued);
  expect(runbookRuns.signals(untenanted, { ...untenanted, Name: "x" })).toEqual([]);
  expect(runbookRuns.signals(untenanted, undefined)).toEqual([]);
});

test("its events relate to its task", () => {
  expect(runbookRuns.alsoRelated({ ...untenanted, TaskId: "ServerTasks-7" })).toEqual([
    "ServerTasks-7",
  ]);
  expect(runbookRuns.alsoRelated({ ...untenanted, TaskId: null })).toEqual([]);
});
