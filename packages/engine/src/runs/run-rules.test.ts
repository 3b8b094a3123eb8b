import { environments, projects, variableSets } from "@indelible/domain";
import { Refusal, systemAct } from "@indelible/kernel";
import type { Database, StoredDocument } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestEngine } from "../../../../test/support/engine.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { changedTasks, taskAfter } from "../tasks/task-changes.ts";
import { sampleDocument } from "../testing/process-samples.ts";
import {
  checkEnded,
  filledRun,
  namedDocument,
  numberedName,
  runTask,
  taskOfRun,
} from "./run-rules.ts";

const NOW = "2026-03-01T12:00:00.000Z";

let database: Database;
let engine: TestEngine;
let project: StoredDocument;

beforeAll(async () => {
  database = await openStore("postgres");
  engine = await TestEngine.open(database, () => new Date(NOW));
  project = await engine.project("Shop");
  await engine.change(variableSets, String(project.body.VariableSetId), {
    Variables: [{ Id: "1", Name: "Size", Value: "", Type: "String", Prompt: { Required: true } }],
  });
});
afterAll(() => database.close());

test("what a field names must be there, and of the right type", async () => {
  const find = (id: string | undefined) => namedDocument(engine.trail, projects, id, "ProjectId");
  expect((await find(project.id)).id).toBe(project.id);
  const refused = (id?: string) => find(id).catch((error: Refusal) => error.errors);
  expect(await refused()).toEqual(["ProjectId is required."]);
  const missing = ["ProjectId: there is no Project document 'Projects-99'."];
  expect(await refused("Projects-99")).toEqual(missing);
  const other = await engine.create(environments, { Name: "Staging" });
  expect(await refused(other.id)).toEqual([
    `ProjectId: there is no Project document '${other.id}'.`,
  ]);
});

test("a run has a task and begins now, with the answers to what is asked for", async () => {
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

test("runs of the same are numbered", async () => {
  const name = (Name: string) =>
    numberedName(engine.trail, environments, "Deploy to Production", { Name }, []);
  expect(await name("Production")).toBe("Deploy to Production");
  await engine.create(environments, { Name: "Production" });
  expect(await name("Production")).toBe("Deploy to Production (#2)");
});

function created(body: Record<string, string | null>) {
  const type = projects;
  return { kind: "create", type, id: "Deployments-1", spaceId: "Spaces-1", body } as const;
}

const RUN = {
  Name: "Deploy to Staging",
  TaskId: "ServerTasks-7",
  QueueTime: NOW,
  QueueTimeExpiry: null,
  ProjectId: "Projects-1",
  EnvironmentId: "Environments-1",
};

test("a run that comes to be queues its task with it", () => {
  const taskOf = (id: string) => ({
    name: "Deploy",
    deployment_id: id,
    queued_by: "Users-1",
    lane: null,
  });
  const [queued] = runTask(engine, created(RUN), taskOf);
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
  const before = sampleDocument("Deployments", "Deployments-1", RUN);
  const change = { kind: "delete", type: projects, before } as const;
  expect(runTask(engine, change, taskOf)).toEqual([]);
});

test("the events of a run relate to its task", async () => {
  expect(await taskOfRun(created(RUN))).toEqual(["ServerTasks-7"]);
  const before = sampleDocument("Deployments", "Deployments-1", RUN);
  expect(await taskOfRun({ kind: "delete", type: projects, before })).toEqual(["ServerTasks-7"]);
});

test("a run whose task has not ended is not deleted", async () => {
  const run = sampleDocument("Deployments", "Deployments-5");
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
