import fc from "fast-check";
import { expect, test } from "vitest";
import { sampleAction, sampleMachine, sampleStep } from "../testing/process-samples.ts";
import {
  actionsWithin,
  type ProcessScope,
  startGroups,
  targetsOf,
  windowsOf,
} from "./step-plan.ts";

const SCOPE: ProcessScope = {
  environmentId: "Environments-1",
  channelId: "Channels-1",
  tenantId: null,
  skipActions: [],
  specificMachineIds: [],
  excludedMachineIds: [],
};

test("steps that start with the previous one form a group with it", () => {
  const starts = ["StartWithPrevious", "StartAfterPrevious", "StartWithPrevious"] as const;
  const steps = starts.map((StartTrigger, index) => sampleStep({ Id: `s${index}`, StartTrigger }));
  expect(startGroups(steps).map((group) => group.map(({ id }) => id))).toEqual([
    ["s0"],
    ["s1", "s2"],
  ]);
});

test("actions are left out by environment, by channel, and when the run skips them", () => {
  const actions = [
    sampleAction("plain"),
    sampleAction("disabled", { IsDisabled: true }),
    sampleAction("elsewhere", { Environments: ["Environments-2"] }),
    sampleAction("here", { Environments: ["Environments-1"] }),
    sampleAction("excluded", { ExcludedEnvironments: ["Environments-1"] }),
    sampleAction("hotfix", { Channels: ["Channels-2"] }),
    sampleAction("skipped"),
  ];
  const found = actionsWithin(sampleStep({ Actions: actions }), {
    ...SCOPE,
    skipActions: ["skipped"],
  });
  expect(found.map(({ id }) => id)).toEqual(["plain", "here"]);
});

test("targets are those of the environment with a role, in the order of their names", () => {
  const wanted = sampleStep({ Properties: { "Octopus.Action.TargetRoles": "Web, db" } });
  const machines = [
    sampleMachine("w2"),
    sampleMachine("w1"),
    sampleMachine("database", { Roles: ["DB"] }),
    sampleMachine("other role", { Roles: ["mail"] }),
    sampleMachine("elsewhere", { EnvironmentIds: ["Environments-2"] }),
    sampleMachine("disabled", { IsDisabled: true }),
    sampleMachine("tenants", {
      TenantedDeploymentParticipation: "Tenanted",
      TenantIds: ["Tenants-1"],
    }),
  ];
  const names = (scope: Partial<ProcessScope>) =>
    targetsOf(wanted, { ...SCOPE, ...scope }, machines).map(({ id }) => id);
  expect(names({})).toEqual(["database", "w1", "w2"]);
  expect(names({ specificMachineIds: ["w1", "elsewhere"] })).toEqual(["w1"]);
  expect(names({ excludedMachineIds: ["w1"] })).toEqual(["database", "w2"]);
  expect(names({ tenantId: "Tenants-1" })).toEqual(["tenants"]);
  expect(names({ tenantId: "Tenants-2" })).toEqual([]);
});

test("windows contain all items, in order, and are never larger than their size", () => {
  const sizes = fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined });
  fc.assert(
    fc.property(fc.array(fc.nat()), sizes, (items, size) => {
      const windows = windowsOf(items, size);
      expect(windows.flat()).toEqual(items);
      for (const window of windows) {
        expect(window.length).toBeGreaterThan(0);
        expect(window.length).toBeLessThanOrEqual(size ?? Number.POSITIVE_INFINITY);
      }
    }),
  );
});
