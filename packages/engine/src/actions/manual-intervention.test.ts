import { expect, test } from "vitest";
import { manualIntervention } from "./manual-intervention.ts";

const { ask } = manualIntervention;

test("the question has its instructions expanded, and its teams as a list", () => {
  const properties = new Map([
    ["Octopus.Action.Manual.Instructions", "Check it."],
    ["Octopus.Action.Manual.ResponsibleTeamIds", "Teams-1, Teams-2"],
  ]);
  const expand = (template: string) => template.toUpperCase();
  expect(ask?.question({ properties, expand })).toEqual({
    instructions: "CHECK IT.",
    teamIds: ["Teams-1", "Teams-2"],
  });
  const none = { instructions: "", teamIds: [] };
  expect(ask?.question({ properties: new Map(), expand })).toEqual(none);
});

test("only Proceed continues the process", () => {
  expect(ask?.outcome({ word: "Proceed", by: "alice" })).toEqual({ kind: "succeeded" });
  for (const word of ["Abort", "Fail", ""]) {
    expect(ask?.outcome({ word, by: "alice" })).toEqual({
      kind: "failed",
      message: "alice aborted the process.",
    });
  }
});
