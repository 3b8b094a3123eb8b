import { environments, projects } from "@indelible/domain";
import type { Refusal } from "@indelible/kernel";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestEngine } from "../../../../../test/support/engine.ts";
import { openStore } from "../../../../../test/support/stores.ts";
import { namedDocument } from "./named-document.ts";

let database: Database;
let engine: TestEngine;

beforeAll(async () => {
  database = await openStore("postgres");
  engine = await TestEngine.open(database);
});
afterAll(() => database.close());

test("the document that a field names must exist and be of the right type", async () => {
  const project = await engine.project("Shop");
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
