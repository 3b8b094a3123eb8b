import fc from "fast-check";
import { expect, test } from "vitest";
import { type LifecyclePhase, promotionObstacle } from "./promotion.ts";

function phase(name: string, environments: string[], rest: Partial<LifecyclePhase> = {}) {
  return {
    Name: name,
    AutomaticDeploymentTargets: [],
    OptionalDeploymentTargets: environments,
    MinimumEnvironmentsBeforePromotion: 0,
    IsOptionalPhase: false,
    ...rest,
  };
}

const CAREFUL = [phase("Test", ["t1", "t2"]), phase("Live", ["live"])];

test.each([
  ["no phases", [], [], "anything", undefined],
  ["the first phase", CAREFUL, [], "t2", undefined],
  ["before the first is complete", CAREFUL, ["t1"], "live", "phase-incomplete"],
  ["after the first is complete", CAREFUL, ["t1", "t2"], "live", undefined],
  ["an environment of no phase", CAREFUL, ["t1", "t2"], "other", "not-in-lifecycle"],
  ["a phase that names none", [phase("Any", [])], [], "other", undefined],
  [
    "a phase that asks for one of two",
    [
      phase("Test", ["t1", "t2"], { MinimumEnvironmentsBeforePromotion: 1 }),
      phase("Live", ["live"]),
    ],
    ["t2"],
    "live",
    undefined,
  ],
  [
    "an optional phase",
    [phase("Test", ["t1"], { IsOptionalPhase: true }), phase("Live", ["live"])],
    [],
    "live",
    undefined,
  ],
])("%s", (_, phases, deployed, environment, obstacle) => {
  expect(promotionObstacle(phases, new Set(deployed), environment)?.kind).toBe(obstacle);
});

test("having been deployed to more never takes a way away", () => {
  const ids = fc.constantFrom("a", "b", "c", "d");
  const phases = fc.array(
    fc.record({
      environments: fc.uniqueArray(ids),
      minimum: fc.nat(3),
      optional: fc.boolean(),
    }),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(phases, fc.uniqueArray(ids), ids, ids, (made, deployed, more, wanted) => {
      const lifecycle = made.map(({ environments, minimum, optional }, index) =>
        phase(`P${index}`, environments, {
          MinimumEnvironmentsBeforePromotion: minimum,
          IsOptionalPhase: optional,
        }),
      );
      const before = promotionObstacle(lifecycle, new Set(deployed), wanted);
      const after = promotionObstacle(lifecycle, new Set([...deployed, more]), wanted);
      if (before === undefined) expect(after).toBeUndefined();
    }),
  );
});
