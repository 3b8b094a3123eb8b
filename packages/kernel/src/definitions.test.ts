import { machines, teams } from "@indelible/domain";
import { expect, test } from "vitest";
import { Definitions } from "./definitions.ts";
import { Refusal } from "./refusal.ts";

test("a definition is found by its prefix; another prefix is a 404", () => {
  const definitions = new Definitions([teams, machines], () => new Date(0));
  expect(definitions.get("Machines")).toBe(machines);
  expect(definitions.all).toEqual([teams, machines]);
  for (const prefix of ["machines", "Projects", ""]) {
    expect(() => definitions.get(prefix)).toThrow(Refusal);
  }
});
