import {
  channels,
  type Deployment,
  type DeploymentCategory,
  deployments,
  environments,
  releases,
  tenants,
} from "@indelible/domain";
import type { Database, StoredDocument } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestEngine } from "../../../../test/support/engine.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { ActionError } from "../actions/action-error.ts";
import { sampleTask } from "../testing/sample-task.ts";
import type { ProcessTools } from "./process-task.ts";
import { runParts, subjectOf } from "./run-subject.ts";
import { type RunKind, runTaskKind } from "./run-task-kind.ts";

let database: Database;
let tools: ProcessTools;
let engine: TestEngine;
let run: StoredDocument<Deployment>;

const kind: RunKind<Deployment, DeploymentCategory> = {
  name: "Deploy",
  type: deployments,
  idOf: ({ deployment_id }) => deployment_id,
  moments: {
    started: { category: "DeploymentStarted", verb: "started" },
    resumed: undefined,
    succeeded: { category: "DeploymentSucceeded", verb: "succeeded" },
    failed: { category: "DeploymentFailed", verb: "failed" },
    cancelled: undefined,
    stopped: undefined,
    expired: undefined,
  },
  subjectOf: async (document, task) => {
    const parts = await runParts(tools, document, task, "ReleaseId");
    return subjectOf(tools, parts, { "Octopus.Release.Number": parts.source.title });
  },
};

beforeAll(async () => {
  database = await openStore("postgres");
  engine = await TestEngine.open(database);
  const { trail, sealer, clock, random } = engine;
  tools = {
    trail,
    database,
    sealer,
    clock,
    random,
    actionKinds: [],
    openPackage: async () => undefined,
    expandCertificate: async () => new Map(),
    scriptHost: undefined,
  };
  const project = await engine.project("Shop", {
    ProjectConnectivityPolicy: { AllowDeploymentsToNoTargets: true },
  });
  const environment = await engine.create(environments, { Name: "Staging" });
  const tenant = await engine.create(tenants, { Name: "North" });
  const channel = await engine.create(channels, { Name: "Default", ProjectId: project.id });
  const release = await engine.create(releases, {
    ProjectId: project.id,
    ChannelId: channel.id,
    Version: "1.0.0",
    SelectedPackages: [{ ActionName: "A", PackageReferenceName: "", Version: "2.0.0" }],
  });
  run = await engine.create(deployments, {
    ReleaseId: release.id,
    ProjectId: project.id,
    EnvironmentId: environment.id,
    TenantId: tenant.id,
    Name: "Deploy to Staging",
  });
});
afterAll(() => database.close());

test("the process of a run gets what the run names", async () => {
  const task = sampleTask({ deployment_id: run.id });
  const subject = await kind.subjectOf(run, task);
  expect(subject).toMatchObject({
    spaceId: "Spaces-1",
    allowsNoTargets: true,
    processOwner: run.body.ProjectId,
    links: {
      DeploymentId: run.id,
      ProjectId: run.body.ProjectId,
      EnvironmentId: run.body.EnvironmentId,
      TenantId: run.body.TenantId,
    },
    selectedPackages: [{ ActionName: "A", Version: "2.0.0" }],
  });
  const given = Object.fromEntries(subject.given.map(({ name, value }) => [name, value]));
  expect(given).toMatchObject({
    "Octopus.Task.Id": "ServerTasks-1",
    "Octopus.Space.Id": "Spaces-1",
    "Octopus.Project.Name": "Shop",
    "Octopus.Environment.Name": "Staging",
    "Octopus.Deployment.Tenant.Name": "North",
    "Octopus.Release.Number": "1.0.0",
  });
});

test("a run whose release was deleted cannot run", async () => {
  const lost = { ...run, body: { ...run.body, ReleaseId: "Releases-99" } };
  await expect(kind.subjectOf(lost, sampleTask())).rejects.toThrow(ActionError);
});

test("changes of its task are events about the run, if the kind names them", async () => {
  const task = sampleTask({ deployment_id: run.id });
  const made = runTaskKind(tools, kind);
  expect(made.needs(task)).toEqual([run.id]);
  const snapshot = await engine.trail.read({ ids: [run.id] });
  expect(made.notes(task, "started", snapshot)).toMatchObject([
    {
      kind: "note",
      category: "DeploymentStarted",
      verb: "started",
      relatedIds: [task.id],
    },
  ]);
  expect(made.notes(task, "stopped", snapshot)).toEqual([]);
  const failed = { ...task, error_message: "The step Copy failed" };
  expect(made.notes(failed, "failed", snapshot)).toMatchObject([{ reason: failed.error_message }]);
  const long = { ...task, error_message: "x".repeat(501) };
  expect(made.notes(long, "failed", snapshot)).toMatchObject([{ reason: `${"x".repeat(500)}…` }]);
  expect(made.about?.(task, snapshot)).toEqual(deployments.about(run.body));
});

test("an empty process succeeds", async () => {
  const id = await engine.queue({ deployment_id: run.id });
  const log = await engine.openLog(id);
  const task = await engine.task(id);
  const { signal } = new AbortController();
  const outcome = await runTaskKind(tools, kind).run({ task, log, signal, progress: undefined });
  await log.close("Success");
  expect(outcome).toEqual({ kind: "succeeded" });
});
