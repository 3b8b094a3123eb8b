import { choice, flag, integer, list, name, object, text } from "@indelible/domain";
import { expect, expectTypeOf, test } from "vitest";
import { ActionError } from "./action-error.ts";
import { readProperties } from "./read-properties.ts";

const SCHEMA = object({
  "Octopus.Action.Syntax": choice("PowerShell", "Bash"),
  "Octopus.Action.Body": text(10),
  "Octopus.Action.Count": integer(3, 1),
  "Octopus.Action.IsLoud": flag(),
  "Octopus.Action.Teams": list(name()),
});

function read(stored: Record<string, string>) {
  return readProperties(SCHEMA, new Map(Object.entries(stored)));
}

const DEFAULTS = {
  "Octopus.Action.Syntax": "PowerShell",
  "Octopus.Action.Body": "",
  "Octopus.Action.Count": 3,
  "Octopus.Action.IsLoud": false,
  "Octopus.Action.Teams": [],
};

test("a missing or blank property has the default of its field", () => {
  expect(read({})).toEqual(DEFAULTS);
  expect(read(Object.fromEntries(Object.keys(DEFAULTS).map((key) => [key, ""])))).toEqual(DEFAULTS);
});

test("text becomes a value of the type of its field", () => {
  const properties = read({
    "Octopus.Action.Syntax": "bash",
    "Octopus.Action.Body": "12",
    "Octopus.Action.Count": "12",
    "Octopus.Action.IsLoud": "TRUE",
    "Octopus.Action.Teams": "Teams-1, Teams-2,",
    "Octopus.Action.Unknown": "left out",
  });
  expect(properties).toEqual({
    "Octopus.Action.Syntax": "Bash",
    "Octopus.Action.Body": "12",
    "Octopus.Action.Count": 12,
    "Octopus.Action.IsLoud": true,
    "Octopus.Action.Teams": ["Teams-1", "Teams-2"],
  });
  expectTypeOf(properties["Octopus.Action.Syntax"]).toEqualTypeOf<"PowerShell" | "Bash">();
  expectTypeOf(properties["Octopus.Action.Body"]).toEqualTypeOf<string>();
  expectTypeOf(properties["Octopus.Action.Count"]).toEqualTypeOf<number>();
  expectTypeOf(properties["Octopus.Action.IsLoud"]).toEqualTypeOf<boolean>();
  expectTypeOf(properties["Octopus.Action.Teams"]).toEqualTypeOf<readonly string[]>();
});

test.each([
  ["Syntax", "Perl", "must be one of PowerShell, Bash."],
  ["Body", "longer than ten", "must have at most 10 characters."],
  ["Count", "many", "must be a whole number."],
  ["Count", "0", "must be at least 1."],
  ["Count", "1.5", "must be a whole number."],
  ["IsLoud", "maybe", "must be true or false."],
])("%s cannot be %j", (field, value, complaint) => {
  const key = `Octopus.Action.${field}`;
  expect(() => read({ [key]: value })).toThrow(new ActionError(`${key} ${complaint}`));
});

test("all problems are reported together", () => {
  const stored = { "Octopus.Action.Count": "many", "Octopus.Action.IsLoud": "maybe" };
  expect(() => read(stored)).toThrow(
    /Count must be a whole number\. .*IsLoud must be true or false\./,
  );
});
