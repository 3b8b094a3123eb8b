import { libraryVariableSets, variableSets } from "@indelible/domain";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestEngine } from "../../../../test/support/engine.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { freezeVariables } from "./freeze-project.ts";
import { documentOfSnapshot } from "./snapshot-id.ts";

let database: Database;
let engine: TestEngine;

beforeAll(async () => {
  database = await openStore("postgres");
  engine = await TestEngine.open(database);
});
afterAll(() => database.close());

async function librarySet(Name: string): Promise<string> {
  const owner = await engine.create(libraryVariableSets, { Name });
  const id = owner.body.VariableSetId ?? "";
  await engine.create(variableSets, { OwnerId: owner.id }, { id });
  return owner.id;
}

test("a project gets snapshots of its variables, and of its library sets in its order", async () => {
  const [mail, proxy] = [await librarySet("Mail"), await librarySet("Proxy")];
  const included = { IncludedLibraryVariableSetIds: [proxy, mail] };
  const project = await engine.project("Shop", included);
  const frozen = await freezeVariables(engine, project);
  expect(documentOfSnapshot(frozen.ProjectVariableSetSnapshotId)).toBe(project.body.VariableSetId);
  expect(frozen.LibraryVariableSetSnapshotIds.map(documentOfSnapshot)).toEqual([
    `variableset-${proxy}`,
    `variableset-${mail}`,
  ]);
});

test("a project without library sets has its own only", async () => {
  const frozen = await freezeVariables(engine, await engine.project("Bare"));
  expect(frozen.LibraryVariableSetSnapshotIds).toEqual([]);
});
