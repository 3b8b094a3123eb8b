import { expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
import { type VariableSet, variableSets } from "./variable-sets.ts";

function completed(...variables: object[]): VariableSet["Variables"] {
  const body = exampleBody(variableSets, { Variables: variables } as Partial<VariableSet>);
  const context = { id: "variableset-Projects-1", now: "", before: undefined };
  return variableSets.complete(body, context).Variables;
}

test.each([
  [
    { Type: "Sensitive", IsSensitive: false },
    { Type: "Sensitive", IsSensitive: true },
  ],
  [
    { Type: "String", IsSensitive: true },
    { Type: "Sensitive", IsSensitive: true },
  ],
  [
    { Type: "Certificate", IsSensitive: false },
    { Type: "Certificate", IsSensitive: false },
  ],
])("a variable with %j has %j", (given, expected) => {
  expect(completed({ Name: "A", ...given })).toEqual([{ Name: "A", ...expected }]);
});
