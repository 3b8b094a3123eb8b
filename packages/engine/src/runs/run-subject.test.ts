import {
  channels,
  type Deployment,
  deployments,
  environments,
  type Project,
  releases,
  runbookRuns,
  runbookSnapshots,
  runbooks,
} from "@indelible/domain";
import type { Database, JsonObject, StoredDocument } from "@indelible/trail";
import { afterAll, beforeAll, expect, expectTypeOf, test } from "vitest";
import { TestEngine } from "../../../../test/support/engine.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { ActionError } from "../actions/action-error.ts";
import { sampleTask } from "../testing/sample-task.ts";
import { runParts, subjectOf } from "./run-subject.ts";

let database: Database;
let engine: TestEngine;
let project: StoredDocument<Project>;
let deployment: StoredDocument<Deployment>;
let links: { readonly ProjectId: string; readonly EnvironmentId: string };

beforeAll(async () => {
  database = await openStore("postgres");
  engine = await TestEngine.open(database);
  const policy = { AllowDeploymentsToNoTargets: true };
  project = await engine.project("Shop", { ProjectConnectivityPolicy: policy });
  const environment = await engine.create(environments, { Name: "Staging" });
  links = { ProjectId: project.id, EnvironmentId: environment.id };
  const channel = { ProjectId: project.id, Name: "Default" };
  const ChannelId = (await engine.create(channels, channel)).id;
  const release = await engine.create(releases, { ...links, ChannelId, Version: "1.0.0" });
  const fields = { ...links, ChannelId, ReleaseId: release.id, Name: "Deploy" };
  deployment = await engine.create(deployments, fields);
});
afterAll(() => database.close());

async function runbookRun(ConnectivityPolicy: JsonObject) {
  const fields = { ProjectId: project.id, Name: "Restart", ConnectivityPolicy };
  const runbook = await engine.create(runbooks, fields);
  const owner = { ProjectId: project.id, RunbookId: runbook.id };
  const snapshot = await engine.create(runbookSnapshots, { ...owner, Name: "One" });
  return engine.create(runbookRuns, {
    ...links,
    RunbookId: runbook.id,
    RunbookSnapshotId: snapshot.id,
    Name: "Run",
  });
}

test("the parts of a run have the types of its fields", async () => {
  const parts = await runParts(engine, deployment, sampleTask(), "ReleaseId");
  expectTypeOf(parts.run.body.DeployedById).toEqualTypeOf<string>();
  expectTypeOf(parts.source.body.Version).toEqualTypeOf<string>();
  // @ts-expect-error a deployment names no runbook snapshot
  const wrong = () => runParts(engine, deployment, sampleTask(), "RunbookSnapshotId");
  expect(wrong).toBeTypeOf("function");
  expect(parts).toMatchObject({
    project: { id: project.id },
    tenant: undefined,
    runbook: undefined,
  });
});

test("a runbook run has the runbook's owner and policy for targets, not the project's", async () => {
  const run = await runbookRun({ AllowDeploymentsToNoTargets: false });
  const parts = await runParts(engine, run, sampleTask(), "RunbookSnapshotId");
  expect(await subjectOf(engine, parts, { Text: "given", Missing: undefined })).toMatchObject({
    allowsNoTargets: false,
    processOwner: run.body.RunbookId,
    links: { RunbookRunId: run.id, ...links, TenantId: null },
    given: expect.arrayContaining([{ name: "Text", value: "given", isSensitive: false }]),
  });
});

test("a deployment has the project's owner and policy for targets", async () => {
  const parts = await runParts(engine, deployment, sampleTask(), "ReleaseId");
  const subject = await subjectOf(engine, parts, {});
  expect(subject).toMatchObject({ allowsNoTargets: true, processOwner: project.id });
  expect(subject.given.map(({ name }) => name)).not.toContain("Octopus.Deployment.Tenant.Id");
});

test.each(["ReleaseId", "ProjectId", "EnvironmentId"])(
  "a run without its %s fails",
  async (field) => {
    const lost = { ...deployment, body: { ...deployment.body, [field]: "Environments-99" } };
    const parts = runParts(engine, lost, sampleTask(), "ReleaseId");
    await expect(parts).rejects.toThrow(ActionError);
  },
);
