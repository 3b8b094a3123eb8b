import { describe, expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
import { answerOf, type Interruption, interruptions } from "./interruptions.ts";

const pending = exampleBody(interruptions, {
  DeploymentId: "Deployments-1",
  Form: { Values: { Result: null }, Elements: [] },
});

function answered(Values: Interruption["Form"]["Values"]): Interruption {
  return { ...pending, IsPending: false, Form: { ...pending.Form, Values } };
}

describe("the answer", () => {
  test("is the result of an intervention or the guidance for a failure", () => {
    expect(answerOf(answered({ Result: "Proceed" }))).toBe("Proceed");
    expect(answerOf(answered({ Guidance: "Retry" }))).toBe("Retry");
  });

  test("is undefined without a value, and as long as the interruption is pending", () => {
    expect(answerOf(answered({ Notes: "Looks good" }))).toBeUndefined();
    expect(answerOf({ ...answered({ Result: "Proceed" }), IsPending: true })).toBeUndefined();
  });
});

test.each<[string | undefined, Interruption | undefined, Interruption | undefined]>([
  ["was raised", undefined, pending],
  ["was answered with Proceed", pending, answered({ Result: "Proceed" })],
  ["is needed no more", pending, answered({})],
  ["was taken responsibility for", pending, { ...pending, ResponsibleUserId: "Users-1" }],
  [undefined, pending, { ...pending, Title: "Other" }],
  [undefined, pending, undefined],
])("a change is worded as %j", (verb, before, after) => {
  expect(interruptions.verb(before, after)).toBe(verb);
});

test("a new interruption has an event of its type", () => {
  const categoriesOf = (Type: Interruption["Type"]) =>
    interruptions.signals(undefined, { ...pending, Type }).map(({ category }) => category);
  expect(categoriesOf("ManualIntervention")).toEqual(["ManualInterventionInterruptionRaised"]);
  expect(categoriesOf("GuidedFailure")).toEqual(["GuidedFailureInterruptionRaised"]);
  expect(interruptions.signals(pending, answered({}))).toEqual([]);
});

test("its messages name what is run and where, and its events relate to the task", () => {
  const asked = {
    ...pending,
    ProjectId: "Projects-1",
    ReleaseId: "Releases-1",
    TaskId: "ServerTasks-1",
  };
  const [, project, , release] = interruptions.about(asked);
  expect([project, release]).toEqual([{ documentId: "Projects-1" }, { documentId: "Releases-1" }]);
  expect(interruptions.alsoRelated(asked)).toEqual(["ServerTasks-1"]);
});

test("its messages name the deployment or the runbook run", () => {
  const run = { ...pending, DeploymentId: null, RunbookRunId: "RunbookRuns-1" };
  const ownerOf = (body: Interruption) => interruptions.subject("Interruptions-1", body).at(-1);
  expect(ownerOf(pending)).toEqual({ documentId: "Deployments-1" });
  expect(ownerOf(run)).toEqual({ documentId: "RunbookRuns-1" });
});
