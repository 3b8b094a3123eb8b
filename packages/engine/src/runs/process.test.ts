import { expect, test } from "vitest";
import { readAction, sampleAction, sampleStep } from "../testing/process-samples.ts";
import { stepsOf } from "./process.ts";

test("a property is text, or an object with text or a secret", () => {
  const Properties = {
    a: "plain",
    b: { IsSensitive: false, Value: "held" },
    c: { IsSensitive: true, Value: null, SensitiveValue: "secret" },
    d: null,
  };
  expect([...sampleStep({ Properties }).properties]).toEqual([
    ["a", "plain"],
    ["b", "held"],
    ["c", "secret"],
    ["d", ""],
  ]);
});

test("a process without steps has none", () => {
  expect(stepsOf({ Steps: [] })).toEqual([]);
});

test("roles are a comma-separated list", () => {
  const rolesOf = (roles: string) =>
    sampleStep({ Properties: { "Octopus.Action.TargetRoles": roles } }).targetRoles;
  expect(rolesOf(" web, db ,,")).toEqual(["web", "db"]);
  expect(rolesOf("")).toEqual([]);
});

test.each([
  ["3", 3],
  ["0", undefined],
  ["-1", undefined],
  ["1.5", undefined],
  ["many", undefined],
  ["", undefined],
])("the window of %j is %j", (text, expected) => {
  const step = sampleStep({ Properties: { "Octopus.Action.MaxParallelism": text } });
  expect(step.window).toBe(expected);
});

test("an action reads its condition, its packages and where it runs", () => {
  const action = readAction("A", {
    Condition: "Variable",
    Packages: [{ Name: "extra", PackageId: "Shop.Web" }, { PackageId: "Shop" }],
    Properties: { "Octopus.Action.RunOnServer": "True" },
  });
  expect(action).toMatchObject({
    isConditional: true,
    isDisabled: false,
    runsOnServer: true,
    packages: [
      { name: "extra", packageId: "Shop.Web" },
      { name: "", packageId: "Shop" },
    ],
  });
  expect(readAction("B")).toMatchObject({ isConditional: false, runsOnServer: false });
});

test("a step reads its actions and when it starts", () => {
  const step = sampleStep({
    StartTrigger: "StartWithPrevious",
    Condition: "Always",
    Actions: [sampleAction("A"), sampleAction("B")],
  });
  expect(step).toMatchObject({ startsWithPrevious: true, condition: "Always" });
  expect(step.actions.map(({ id }) => id)).toEqual(["A", "B"]);
});
