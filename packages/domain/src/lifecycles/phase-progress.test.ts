import { expect, test } from "vitest";
import { phaseProgress } from "./phase-progress.ts";
import type { LifecyclePhase } from "./promotion.ts";

function phase(environments: string[], IsOptionalPhase = false): LifecyclePhase {
  return {
    Name: environments.join(),
    AutomaticDeploymentTargets: [],
    OptionalDeploymentTargets: environments,
    MinimumEnvironmentsBeforePromotion: 1,
    IsOptionalPhase,
  };
}

const PHASES = [phase(["test"]), phase(["demo"], true), phase(["live"])];

test.each([
  [[], ["Current", "Pending", "Pending"]],
  [["test"], ["Complete", "Current", "Current"]],
  [
    ["test", "demo"],
    ["Complete", "Complete", "Current"],
  ],
  [
    ["test", "live"],
    ["Complete", "Current", "Complete"],
  ],
])("a release that was deployed to %j is at %j", (deployedTo, expected) => {
  expect(phaseProgress(PHASES, new Set(deployedTo))).toEqual(expected);
});

test("a phase that names no environment is reached with any", () => {
  expect(phaseProgress([phase([])], new Set())).toEqual(["Current"]);
  expect(phaseProgress([phase([])], new Set(["any"]))).toEqual(["Complete"]);
});
