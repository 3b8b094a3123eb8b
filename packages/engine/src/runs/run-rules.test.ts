import { deployments, environments, type Project, variableSets } from "@indelible/domain";
import { Refusal, systemAct } from "@indelible/kernel";
import { creation, type Database, deletion, type StoredDocument } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestEngine } from "../../../../test/support/engine.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { changedTasks, taskAfter } from "../tasks/task-changes.ts";
import { sampleDocument } from "../testing/process-samples.ts";
import { sampleDeployment } from "../testing/sample-run.ts";
import { checkEnded, filledRun, numberedName, runTask } from "./run-rules.ts";

const NOW = "2026-03-01T12:00:00.000Z";

let database: Database;
let engine: TestEngine;
let project: StoredDocument<Project>;

beforeAll(async () => {
  database = await openStore("postgres");
  engine = await TestEngine.open(database, () => new Date(NOW));
  project = await engine.project("Shop");
  await engine.change(variableSets, project.body.VariableSetId ?? "", {
    Variables: [{ Id: "1", Name: "Size", Value: "", Type: "String", Prompt: { Required: true } }],
  });
});
afterAll(() => database.close());

test("a run has a task and starts now, with the answers to its prompted variables", async () => {
  const source = { body: {} };
  const run = await filledRun(engine, { FormValues: { size: "large" } }, project, source);
  expect(run).toMatchObject({
    FormValues: { "1": "large" },
    SensitiveFormValues: {},
    ProjectId: project.id,
    TaskId: expect.stringMatching(/^ServerTasks-\d+$/),
    Created: NOW,
    QueueTime: NOW,
  });
  const later = "2026-03-02T00:00:00Z";
  const sent = { FormValues: { "1": "x" }, QueueTime: later };
  expect((await filledRun(engine, sent, project, source)).QueueTime).toBe(later);
  await expect(filledRun(engine, {}, project, source)).rejects.toBeInstanceOf(Refusal);
});

test("runs with the same fields are numbered", async () => {
  const name = (Name: string) =>
    numberedName(engine.trail, environments, "Deploy to Production", { Name }, []);
  expect(await name("Production")).toBe("Deploy to Production");
  await engine.create(environments, { Name: "Production" });
  expect(await name("Production")).toBe("Deploy to Production (#2)");
});

const RUN = sampleDeployment({ QueueTime: NOW });
const CREATED = creation(deployments, { id: "Deployments-1", spaceId: "Spaces-1", body: RUN });
const DELETED = deletion(deployments, sampleDocument("Deployments", "Deployments-1", RUN));

test("runs of the same command count before those that it creates later", async () => {
  const name = (siblings: readonly string[]) =>
    numberedName(
      engine.trail,
      environments,
      "Deploy to Testing",
      { Name: "Testing" },
      siblings.map((Name) => ({ Name })),
    );
  expect(await name(["Testing", "Other", "Testing"])).toBe("Deploy to Testing (#3)");
  expect(await name(["Other"])).toBe("Deploy to Testing");
});

test("the commit of a new run queues its task", () => {
  const taskOf = (id: string) => ({
    name: "Deploy",
    deployment_id: id,
    queued_by: "Users-1",
    lane: null,
  });
  const [queued] = runTask(engine, CREATED, taskOf);
  expect(queued?.rows).toMatchObject([
    {
      id: "ServerTasks-7",
      name: "Deploy",
      description: "Deploy to Staging",
      deployment_id: "Deployments-1",
      project_id: "Projects-1",
      tenant_id: null,
      queue_time: NOW,
      queue_time_expiry: null,
    },
  ]);
  expect(runTask(engine, DELETED, taskOf)).toEqual([]);
});

test("a run whose task has not ended is not deleted", async () => {
  const run = sampleDocument("Deployments", "Deployments-5", RUN);
  const task = await engine.queue({ deployment_id: run.id });
  await expect(checkEnded(database, run)).rejects.toThrow(
    "Deployments-5 has not ended: cancel its task before you delete it.",
  );
  const cancelled = taskAfter(await engine.task(task), "cancel", new Date(NOW));
  const snapshot = await engine.trail.read({});
  await engine.trail.commit(systemAct(task), snapshot, [], [changedTasks([cancelled])]);
  await checkEnded(database, run);
  expect((await engine.task(task)).state).toBe("Canceled");
});
