import { variableSets } from "@indelible/domain";
import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestEngine } from "../../../../test/support/engine.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { promptedVariables } from "./prompted-variables.ts";

let database: Database;
let engine: TestEngine;

beforeAll(async () => {
  database = await openStore("postgres");
  engine = await TestEngine.open(database);
});
afterAll(() => database.close());

test("only variables with a prompt are prompted for; some of them are secrets", async () => {
  const project = await engine.project("Shop");
  const control = { "Octopus.ControlType": "Sensitive" };
  await engine.change(variableSets, project.body.VariableSetId ?? "", {
    Variables: [
      { Id: "1", Name: "Plain", Value: "x", Type: "String", Prompt: null },
      { Id: "2", Name: "Size", Value: "", Type: "String", Prompt: { Required: true } },
      { Id: "3", Name: "Key", Value: "kept", Type: "Sensitive", Prompt: { Required: false } },
      { Id: "4", Name: "Pin", Value: null, Type: "String", Prompt: { DisplaySettings: control } },
    ],
  });
  const optional = { isRequired: false, isSensitive: true };
  expect(await promptedVariables(engine, project, {})).toEqual([
    {
      id: "2",
      name: "Size",
      type: "String",
      isSensitive: false,
      isRequired: true,
      hasValue: false,
    },
    { id: "3", name: "Key", type: "Sensitive", ...optional, hasValue: true },
    { id: "4", name: "Pin", type: "String", ...optional, hasValue: false },
  ]);
});
