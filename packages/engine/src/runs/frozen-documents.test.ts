import {
  deploymentProcesses,
  libraryVariableSets,
  type Project,
  variableSets,
} from "@indelible/domain";
import type { Database, StoredDocument } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestEngine } from "../../../../test/support/engine.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { freezeVariables } from "../snapshots/freeze-project.ts";
import { takeSnapshots } from "../snapshots/snapshots.ts";
import { frozenDocuments } from "./frozen-documents.ts";

let database: Database;
let engine: TestEngine;
let project: StoredDocument<Project>;

beforeAll(async () => {
  database = await openStore("postgres");
  engine = await TestEngine.open(database);
  const mail = await engine.create(libraryVariableSets, { Name: "Mail" });
  await engine.create(variableSets, { OwnerId: mail.id }, { id: mail.body.VariableSetId ?? "" });
  project = await engine.project("Shop", { IncludedLibraryVariableSetIds: [mail.id] });
});
afterAll(() => database.close());

test("a run has the process and the variables of its release, whatever they are now", async () => {
  const [process = ""] = await takeSnapshots(engine, [project.body.DeploymentProcessId ?? ""]);
  const release = {
    ...(await freezeVariables(engine, project)),
    ProjectDeploymentProcessSnapshotId: process,
  };
  const before = await frozenDocuments(engine, project, release);
  await engine.change(deploymentProcesses, project.body.DeploymentProcessId ?? "", {
    Steps: [{ Id: "s", Name: "New", Actions: [] }],
  });
  await engine.change(variableSets, project.body.VariableSetId ?? "", {
    Variables: [{ Id: "v", Name: "New", Value: "x" }],
  });
  const after = await frozenDocuments(engine, project, release);
  expect(after).toEqual(before);
  expect(after.process.body.Steps).toEqual([]);
  expect(after.variables.map(({ id }) => id)).toEqual([
    project.body.VariableSetId,
    "variableset-LibraryVariableSets-1",
  ]);
});

test("a runbook snapshot names its own process", async () => {
  const [process = ""] = await takeSnapshots(engine, [project.body.DeploymentProcessId ?? ""]);
  const frozen = await frozenDocuments(engine, project, { FrozenRunbookProcessId: process });
  expect(frozen.process.id).toBe(project.body.DeploymentProcessId);
});

test("a release from before there were snapshots gets the current documents", async () => {
  const { process, variables } = await frozenDocuments(engine, project, {});
  expect(process.body.Steps).toMatchObject([{ Name: "New" }]);
  expect(variables.map(({ id }) => id)).toEqual([project.body.VariableSetId]);
});

test("a project whose process was deleted has none", async () => {
  const lost = {
    ...project,
    body: { ...project.body, DeploymentProcessId: "deploymentprocess-9" },
  };
  await expect(frozenDocuments(engine, lost, {})).rejects.toMatchObject({
    code: "unknown-document",
  });
});

test("a snapshot of another type is no process", async () => {
  const [set = ""] = await takeSnapshots(engine, [project.body.VariableSetId ?? ""]);
  const source = { ProjectDeploymentProcessSnapshotId: set };
  await expect(frozenDocuments(engine, project, source)).rejects.toThrow(
    `${project.body.VariableSetId} is not a Deployment Process.`,
  );
});
