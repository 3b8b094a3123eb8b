import { described, idsOf, object, PROPERTY_LENGTH_MAX, text } from "@indelible/domain";
import { defineAction } from "./action-kind.ts";

const INSTRUCTIONS = "Octopus.Action.Manual.Instructions";
const TEAMS = "Octopus.Action.Manual.ResponsibleTeamIds";

/** Asks users whether to continue the process, and waits for the answer. */
export const manualIntervention = defineAction({
  type: "Octopus.Manual",
  label: "Manual intervention",
  properties: object({
    [INSTRUCTIONS]: described(
      text(PROPERTY_LENGTH_MAX),
      "What to do or check before answering. Variables are substituted.",
    ),
    [TEAMS]: described(
      idsOf("Teams"),
      "Teams whose members may answer; if empty, all users with InterruptionSubmit.",
    ),
  }),
  example: { [INSTRUCTIONS]: "Check the staging environment." },
  ask: {
    question: ({ properties, expand }) => ({
      instructions: expand(properties[INSTRUCTIONS]),
      teamIds: properties[TEAMS],
    }),
    outcome: ({ word, by }) =>
      word === "Proceed"
        ? { kind: "succeeded" }
        : { kind: "failed", message: `${by} aborted the process.` },
  },
});
