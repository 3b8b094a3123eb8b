import { expect, it } from "vitest";
import { VariableTable } from "./variable-table.ts";

it("finds a variable whatever the case of its name", () => {
  const table = new VariableTable().with("Octopus.Space.Name", "Default").with("Key", "k", true);
  expect(table.get("octopus.space.NAME")?.value).toBe("Default");
  expect(table.get("key")).toEqual({
    name: "Key",
    value: "k",
    isSensitive: true,
    type: "Sensitive",
  });
});

it("is another table with a further variable, and stays what it was", () => {
  const before = new VariableTable().with("A", "1").with("B", "2");
  const after = before.with("a", "3").with("C", "4");
  expect(Array.from(before, ({ name, value }) => name + value)).toEqual(["A1", "B2"]);
  expect(Array.from(after, ({ name, value }) => name + value)).toEqual(["a3", "B2", "C4"]);
});

it("has the keys of collections, in brackets within brackets too", () => {
  const names = [
    "Y[b].Port",
    "Y[a]",
    "y[B].Host",
    "Y[c[0]].Port",
    "Y[b].Z[1]",
    "Y[",
    "X]Y[d]",
    "Y[]",
  ];
  const table = names.reduce((known, name) => known.with(name, ""), new VariableTable());
  expect(table.keysOf("Y")).toEqual(["b", "a", "c[0]", ""]);
  expect(table.keysOf("y[B].z")).toEqual(["1"]);
  expect(table.keysOf("X]Y")).toEqual(["d"]);
  expect(table.keysOf("Port")).toEqual([]);
});
