import { describe, expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
import { type Machine, machines } from "./machines.ts";

const machine = exampleBody(machines, { HealthStatus: "Unknown", MachinePolicyId: null });

const categoriesOf = (before: Machine | undefined, after: Machine | undefined) =>
  machines.signals(before, after).map(({ category }) => category);

describe("the events of a change", () => {
  test.each<[string[], Partial<Machine>]>([
    [[], { Name: "web-02" }],
    [["MachineDisabled"], { IsDisabled: true }],
    [["MachineHealthy"], { HealthStatus: "Healthy" }],
    [["MachineHasWarnings"], { HealthStatus: "HasWarnings" }],
    [["MachineUnhealthy"], { HealthStatus: "Unhealthy" }],
    [["MachineUnavailable"], { HealthStatus: "Unavailable" }],
    [["MachineDeploymentRelatedPropertyWasUpdated"], { Roles: ["db"] }],
    [["MachineDeploymentRelatedPropertyWasUpdated"], { EnvironmentIds: [] }],
    [
      ["MachineDisabled", "MachineHealthy", "MachineDeploymentRelatedPropertyWasUpdated"],
      { IsDisabled: true, HealthStatus: "Healthy", TenantTags: ["Region/North"] },
    ],
  ])("are %j", (categories, change) => {
    expect(categoriesOf(machine, { ...machine, ...change })).toEqual(categories);
  });

  test("are one on creation, one on deletion and one on enabling", () => {
    expect(categoriesOf(undefined, machine)).toEqual(["MachineAdded"]);
    expect(categoriesOf(machine, undefined)).toEqual(["MachineDeleted"]);
    expect(categoriesOf({ ...machine, IsDisabled: true }, machine)).toEqual(["MachineEnabled"]);
  });

  test("do not report the loss of a known health", () => {
    expect(categoriesOf({ ...machine, HealthStatus: "Healthy" }, machine)).toEqual([]);
  });
});

describe("an edit", () => {
  const context = { id: "Machines-1", now: "2026-01-01T00:00:00.000Z" };
  const before = { ...machine, MachinePolicyId: "MachinePolicies-1" };

  test.each([
    [null, "MachinePolicies-1"],
    ["", "MachinePolicies-1"],
    ["MachinePolicies-2", "MachinePolicies-2"],
  ])("with the policy %j has %j", (MachinePolicyId, expected) => {
    const edited = machines.complete({ ...before, MachinePolicyId }, { ...context, before });
    expect(edited.MachinePolicyId).toBe(expected);
  });

  test("of a machine without a policy adds none", () => {
    expect(machines.complete(machine, { ...context, before: undefined })).toMatchObject({
      MachinePolicyId: null,
      Slug: "web-01",
    });
  });
});
