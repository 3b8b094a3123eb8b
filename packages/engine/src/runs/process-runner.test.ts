import { object, text } from "@indelible/domain";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { manual, onRole, step } from "../../../../test/support/deploying.ts";
import { ProcessRuns } from "../../../../test/support/process-runs.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { type ActionResult, defineAction } from "../actions/action-kind.ts";
import { manualIntervention } from "../actions/manual-intervention.ts";

const MESSAGE = "Octopus.Action.Note.Message";

/** What ran, as `target: message`, in the order of the starts. */
let ran: string[] = [];
let result: (message: string, tries: number) => ActionResult = () => ({ kind: "succeeded" });

const note = defineAction({
  type: "Test.Note",
  label: "Note",
  properties: object({ [MESSAGE]: text() }),
  example: {},
  run: async ({ properties, expand, target, setOutput }) => {
    const message = expand(properties[MESSAGE]);
    ran.push(`${target?.name ?? "server"}: ${message}`);
    setOutput({ name: "Said", value: message, isSensitive: false });
    return result(message, ran.filter((one) => one.endsWith(`: ${message}`)).length);
  },
});

function noted(name: string, message = name, init: Record<string, unknown> = {}) {
  return { Name: name, ActionType: note.type, Properties: { [MESSAGE]: message }, ...init };
}

describe("a process", () => {
  let database: Database;
  let runs: ProcessRuns;

  beforeAll(async () => {
    database = await openStore("postgres");
    runs = await ProcessRuns.open(database, { actionKinds: [note, manualIntervention] });
    for (const name of ["w1", "w2", "w3"]) await runs.machine(name, "web");
  });
  afterAll(() => database.close());
  beforeEach(() => {
    ran = [];
    result = () => ({ kind: "succeeded" });
  });

  test("runs its steps in order, and later steps get the variables that a step set", async () => {
    const steps = [
      step(noted("A", "one")),
      step(noted("B", "#{Octopus.Action[A].Output.Said} two")),
    ];
    const { id, state } = await runs.run({ steps });
    expect(state).toBe("Success");
    expect(ran).toEqual(["server: one", "server: one two"]);
    expect(await runs.activities(id)).toEqual([
      "Success Run 1",
      "Success Step 1: A",
      "Success Octopus Server",
      "Success Step 2: B",
      "Success Octopus Server",
    ]);
  });

  test("runs a step on every target with its role, a window at a time", async () => {
    const both = { Name: "Both", Actions: [noted("A"), noted("B")] };
    const window = { "Octopus.Action.MaxParallelism": "2" };
    const { state } = await runs.run({ steps: [{ ...both, ...onRole("web", window) }] });
    expect(state).toBe("Success");
    expect(ran).toEqual(["w1: A", "w2: A", "w1: B", "w2: B", "w3: A", "w3: B"]);
  });

  test("an output variable of a target is also named by the target", async () => {
    const steps = [
      step(noted("A", "#{Octopus.Machine.Name}"), onRole("web")),
      step(noted("B", "#{Octopus.Action[A].Output[w2].Said}")),
    ];
    await runs.run({ steps });
    expect(ran.at(-1)).toBe("server: w2");
  });

  test("after a failure only those steps run whose condition allows it", async () => {
    result = (message) =>
      message === "Breaks" ? { kind: "failed", message: "It broke." } : { kind: "succeeded" };
    const conditions = ["Success", "Failure", "Always", "Variable"];
    const properties = { "Octopus.Step.ConditionVariableExpression": "#{if Go}true#{/if}" };
    const steps = [
      step(noted("Breaks")),
      ...conditions.map((Condition) =>
        step(noted(Condition), { Condition, Properties: properties }),
      ),
    ];
    const { id, state, error_message } = await runs.run({
      steps,
      variables: [{ Name: "Go", Value: "yes" }],
    });
    expect([state, error_message]).toEqual(["Failed", "It broke."]);
    expect(ran).toEqual(
      ["Breaks", "Failure", "Always", "Variable"].map((name) => `server: ${name}`),
    );
    expect(await runs.activities(id)).toContain("Skipped Step 2: Success");
  });

  test("an action runs where its own condition is true", async () => {
    const Condition = "Variable";
    const Properties = {
      [MESSAGE]: "hello",
      "Octopus.Action.ConditionVariableExpression": '#{if Octopus.Machine.Name == "w2"}true#{/if}',
    };
    await runs.run({ steps: [step(noted("A", "", { Condition, Properties }), onRole("web"))] });
    expect(ran).toEqual(["w2: hello"]);
  });

  test("a role that no target has fails the step, unless the process allows no targets", async () => {
    const steps = [step(noted("A"), onRole("mail"))];
    const message = "There is no deployment target in this environment with any of the roles mail.";
    expect(await runs.run({ steps })).toMatchObject({ state: "Failed", error_message: message });
    const allowed = await runs.run({ steps, allowsNoTargets: true });
    expect(allowed.state).toBe("Success");
    expect(await runs.engine.written(allowed.id)).toEqual([`Warning ${message}`]);
    expect(ran).toEqual([]);
  });

  test("an action of an unknown kind fails", async () => {
    const { id, state, error_message } = await runs.run({
      steps: [step({ ...noted("A"), ActionType: "Test.Unknown" } as { Name: string })],
    });
    const message = "This server cannot run actions of the type 'Test.Unknown'.";
    expect([state, error_message]).toEqual(["Failed", message]);
    expect(await runs.engine.written(id)).toEqual([`Error ${message}`]);
  });

  test("what has ended is not run again after an answer", async () => {
    const steps = [step(noted("A")), step(manual("Ask", "Is #{Secret} ready?")), step(noted("B"))];
    const variables = [{ Name: "Secret", Value: "correct horse", Type: "Sensitive" }];
    const { id, has_pending_interruptions } = await runs.run({ steps, variables });
    expect(has_pending_interruptions).toBe(true);
    const { body } = await runs.question(id);
    expect(body).toMatchObject({ Title: "Ask", Type: "ManualIntervention" });
    expect(JSON.stringify(body)).not.toContain("correct horse");
    const { state } = await runs.answer(id, "Proceed");
    expect(state).toBe("Success");
    expect(ran).toEqual(["server: A", "server: B"]);
    expect(await runs.engine.written(id)).toEqual(["Info Ask: system answered Proceed"]);
  });

  test("an answer that stops the process fails it, also with guided failure", async () => {
    const steps = [step(manual("Ask")), step(noted("A"))];
    const { id } = await runs.run({ steps, body: { UseGuidedFailure: true } });
    expect(await runs.answer(id, "Abort")).toMatchObject({
      state: "Failed",
      error_message: "system aborted the process.",
    });
    expect(ran).toEqual([]);
  });

  test.each([
    ["Retry", "Success", ["server: A", "server: A", "server: B"]],
    ["Ignore", "Success", ["server: A", "server: B"]],
    ["Fail", "Failed", ["server: A"]],
  ])("with guided failure, %s ends it with %s", async (word, state, expected) => {
    result = (message, tries) =>
      message === "A" && tries === 1
        ? { kind: "failed", message: "It broke." }
        : { kind: "succeeded" };
    const steps = [step(noted("A")), step(noted("B"))];
    const { id } = await runs.run({ steps, body: { UseGuidedFailure: true } });
    const { body } = await runs.question(id);
    expect(body).toMatchObject({ Title: "A failed", Type: "GuidedFailure" });
    expect((await runs.answer(id, word)).state).toBe(state);
    expect(ran).toEqual(expected);
  });

  test("skipped actions are left out, and a step without any is skipped", async () => {
    const steps = [step({ ...noted("A"), Id: "a" } as { Name: string }), step(noted("B"))];
    const { id } = await runs.run({ steps, body: { SkipActions: ["a"] } });
    expect(ran).toEqual(["server: B"]);
    expect(await runs.activities(id)).toContain("Skipped Step 1: A");
  });
});
