import { expect, test } from "vitest";
import { holding, limitedTo } from "../testing/callers.ts";
import { sampleDocument } from "../testing/process-samples.ts";
import { sampleInterruption } from "../testing/sample-run.ts";
import { mayTakeResponsibility } from "./responsibility.ts";

const QUESTION = sampleDocument(
  "Interruptions",
  "Interruptions-1",
  sampleInterruption({ ResponsibleTeamIds: ["Teams-1"] }),
);

const STAGING = { spaceId: "Spaces-1", environments: ["Environments-1"] };
const PRODUCTION = { spaceId: "Spaces-1", environments: ["Environments-2"] };

test.each([
  ["InterruptionSubmit", holding("InterruptionSubmit"), [], true],
  ["InterruptionSubmit there", limitedTo(STAGING, "InterruptionSubmit"), [], true],
  ["InterruptionSubmit elsewhere", limitedTo(PRODUCTION, "InterruptionSubmit"), [], false],
  ["a responsible team", holding("InterruptionViewSubmitResponsible"), ["Teams-1"], true],
  ["another team", holding("InterruptionViewSubmitResponsible"), ["Teams-2"], false],
  ["a team but no permission", holding("InterruptionView"), ["Teams-1"], false],
])("with %s", async (_, caller, teams, expected) => {
  expect(await mayTakeResponsibility(async () => teams, caller, QUESTION)).toBe(expected);
});
