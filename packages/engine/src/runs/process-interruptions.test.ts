import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ProcessRuns } from "../../../../test/support/process-runs.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { readAction, sampleAction, sampleStep } from "../testing/process-samples.ts";
import { Interruptions } from "./process-interruptions.ts";
import { ProcessProgress } from "./process-progress.ts";

const CREATED = "2026-03-01T12:00:00.000Z";

let database: Database;
let runs: ProcessRuns;
let questions: Interruptions;

beforeAll(async () => {
  database = await openStore("postgres");
  runs = await ProcessRuns.open(database);
  const place = { taskId: "ServerTasks-1", spaceId: "Spaces-1", links: runs.links };
  questions = new Interruptions(runs.engine.trail, place, () => new Date(CREATED));
});
afterAll(() => database.close());

const ASKED = { instructions: "Check it.", teamIds: ["Teams-1"] };

test("a question is titled by its step, or by its action among several", () => {
  const action = readAction("Approve");
  const single = sampleStep({ Name: "Gate", Actions: [sampleAction("Approve")] });
  const among = sampleStep({ Name: "Gate", Actions: [sampleAction("A"), sampleAction("Approve")] });
  expect(questions.ofAction("k", single, action, ASKED)).toMatchObject({ title: "Gate", ...ASKED });
  expect(questions.ofAction("k", among, action, ASKED)).toMatchObject({ title: "Approve" });
  expect(questions.failure("k", action, "It broke.")).toMatchObject({
    type: "GuidedFailure",
    title: "Approve failed",
    instructions: "It broke.",
    teamIds: [],
  });
});

test("a run that pauses saves its progress and raises its question", async () => {
  const progress = new ProcessProgress();
  progress.succeeded("one");
  const { trail } = runs.engine;
  const question = questions.ofAction("key", sampleStep(), readAction("A"), ASKED);
  const outcome = questions.pause(question, progress);
  if (outcome.kind !== "paused") throw new TypeError("not paused");
  expect(outcome.progress).toBe(progress.save());
  const { newIds, mentions } = outcome;
  const snapshot = await trail.read({ newIds, mentions, events: 2 });
  const [change] = outcome.write(snapshot);
  expect(change).toMatchObject({
    kind: "create",
    body: {
      Type: "ManualIntervention",
      TaskId: "ServerTasks-1",
      CorrelationId: "key",
      IsPending: true,
      Created: CREATED,
      // The team that the process names does not exist.
      ResponsibleTeamIds: [],
      RelatedDocumentIds: ["ServerTasks-1", runs.links.ProjectId, runs.links.EnvironmentId],
      Form: { Values: { Instructions: "Check it.", Notes: null, Result: null } },
    },
  });
  expect(JSON.stringify(change)).toContain('"Text":"Abort"');
});

test("a question without an answer has none", async () => {
  expect(await questions.answer("key")).toBeUndefined();
});
