import { flag, lifecycles, list, name, object, teams } from "@indelible/domain";
import { expect, expectTypeOf, test } from "vitest";
import { completeBody, fieldsAsJson, readCommand, readDocument } from "./read-body.ts";
import { Refusal } from "./refusal.ts";

test("the fields of a document are those that were sent", () => {
  const fields = readDocument(teams, { name: "Deployers", Unknown: 1, CanBeDeleted: false });
  expect(fields).toEqual({ Name: "Deployers" });
  expect(fieldsAsJson(fields)).toBe(fields);
  expectTypeOf(fields.Name).toEqualTypeOf<string | undefined>();
  expect(() => readDocument(teams, { Name: 1 })).toThrow(Refusal);
});

test("a body is completed with the defaults of its type", () => {
  const body = completeBody(teams, { Name: "Deployers" });
  expect(body).toMatchObject({ Name: "Deployers", MemberUserIds: [], CanBeDeleted: true });
  expectTypeOf(body.MemberUserIds).toEqualTypeOf<readonly string[]>();
  expect(() => completeBody(teams, {})).toThrow(Refusal);
});

test("the objects within a body are completed too", () => {
  const { Phases } = completeBody(lifecycles, { Name: "Careful", Phases: [{ Name: "Test" }] });
  expect(Phases[0]).toMatchObject({ Name: "Test", AutomaticDeploymentTargets: [] });
  expect(Phases[0]).toEqual(readDocument(lifecycles, { Phases: [{ Name: "Test" }] }).Phases?.[0]);
});

test("a command is complete, and typed by its schema", () => {
  const schema = object({ Name: name(), Force: flag(), Tags: list(name()) });
  const command = readCommand(schema, { NAME: "x", Tags: ["a"] });
  expect(command).toEqual({ Name: "x", Force: false, Tags: ["a"] });
  expectTypeOf(command.Force).toEqualTypeOf<boolean>();
  expect(() => readCommand(schema, {})).toThrow(Refusal);
  expect(() => readCommand(schema, null)).toThrow(Refusal);
});
