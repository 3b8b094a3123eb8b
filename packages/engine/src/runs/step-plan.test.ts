import type { StoredDocument } from "@indelible/trail";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type ProcessStep, stepsOf } from "./process.ts";
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

function step(init: object = {}): ProcessStep {
  const [made] = stepsOf({
    Steps: [{ Id: "s", Name: "S", Condition: "Success", Properties: {}, Actions: [], ...init }],
  });
  if (made === undefined) throw new TypeError("no step");
  return made;
}

function action(Id: string, init: object = {}) {
  const lists = { Environments: [], ExcludedEnvironments: [], Channels: [], Packages: [] };
  return { Id, Name: Id, ActionType: "Octopus.Script", Properties: {}, ...lists, ...init };
}

function machine(id: string, body: object = {}): StoredDocument {
  return {
    id,
    type: "Machines",
    spaceId: "Spaces-1",
    version: 1,
    title: id,
    modifiedOn: new Date(0),
    modifiedBy: "",
    body: {
      EnvironmentIds: ["Environments-1"],
      Roles: ["web"],
      TenantedDeploymentParticipation: "Untenanted",
      TenantIds: [],
      IsDisabled: false,
      ...body,
    },
  };
}

test("steps that start with the previous one form a group with it", () => {
  const starts = ["StartWithPrevious", "StartAfterPrevious", "StartWithPrevious"];
  const steps = starts.map((StartTrigger, index) => step({ Id: `s${index}`, StartTrigger }));
  expect(startGroups(steps).map((group) => group.map(({ id }) => id))).toEqual([
    ["s0"],
    ["s1", "s2"],
  ]);
});

test("actions are left out by environment, channel, and wish", () => {
  const actions = [
    action("plain"),
    action("disabled", { IsDisabled: true }),
    action("elsewhere", { Environments: ["Environments-2"] }),
    action("here", { Environments: ["Environments-1"] }),
    action("excluded", { ExcludedEnvironments: ["Environments-1"] }),
    action("hotfix", { Channels: ["Channels-2"] }),
    action("skipped"),
  ];
  const found = actionsWithin(step({ Actions: actions }), { ...SCOPE, skipActions: ["skipped"] });
  expect(found.map(({ id }) => id)).toEqual(["plain", "here"]);
});

test("a property may be text, or hold it, or hold a secret", () => {
  const Properties = {
    a: "plain",
    b: { IsSensitive: false, Value: "held" },
    c: { IsSensitive: true, Value: null, SensitiveValue: "secret" },
    d: null,
  };
  expect([...step({ Properties }).properties]).toEqual([
    ["a", "plain"],
    ["b", "held"],
    ["c", "secret"],
    ["d", ""],
  ]);
});

test("targets are those of the environment with a role, in the order of their names", () => {
  const wanted = step({ Properties: { "Octopus.Action.TargetRoles": "Web, db" } });
  const machines = [
    machine("w2"),
    machine("w1"),
    machine("database", { Roles: ["DB"] }),
    machine("other role", { Roles: ["mail"] }),
    machine("elsewhere", { EnvironmentIds: ["Environments-2"] }),
    machine("disabled", { IsDisabled: true }),
    machine("tenants", { TenantedDeploymentParticipation: "Tenanted", TenantIds: ["Tenants-1"] }),
  ];
  const names = (scope: Partial<ProcessScope>) =>
    targetsOf(wanted, { ...SCOPE, ...scope }, machines).map(({ id }) => id);
  expect(names({})).toEqual(["database", "w1", "w2"]);
  expect(names({ specificMachineIds: ["w1", "elsewhere"] })).toEqual(["w1"]);
  expect(names({ excludedMachineIds: ["w1"] })).toEqual(["database", "w2"]);
  expect(names({ tenantId: "Tenants-1" })).toEqual(["tenants"]);
  expect(names({ tenantId: "Tenants-2" })).toEqual([]);
});

test("windows hold everything, in order, and are never larger than asked", () => {
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
