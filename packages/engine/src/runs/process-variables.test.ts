import type { ScopedVariable } from "@indelible/domain";
import { expect, test } from "vitest";
import { readAction, sampleMachine, sampleStep } from "../testing/process-samples.ts";
import { ANYWHERE, ProcessVariables, type ProcessVariablesOptions } from "./process-variables.ts";

function variable(Name: string, Value: string, init: Partial<ScopedVariable> = {}): ScopedVariable {
  return { Name, Value, IsSensitive: false, Scope: {}, Type: "String", ...init };
}

function variables(init: Partial<ProcessVariablesOptions> = {}): ProcessVariables {
  return new ProcessVariables({
    sets: [],
    environmentId: "Environments-1",
    channelId: null,
    tenantId: null,
    tenantTags: [],
    processOwner: "Projects-1",
    given: [],
    clock: () => new Date("2026-01-01T00:00:00Z"),
    ...init,
  });
}

test("the scope of a variable is compared with the place where it is used", () => {
  const scoped = (kind: string, id: string) => variable("Where", kind, { Scope: { [kind]: [id] } });
  const all = variables({
    channelId: "Channels-1",
    tenantId: "Tenants-1",
    tenantTags: ["Region/North"],
    sets: [
      [
        variable("Where", "anywhere"),
        scoped("Environment", "Environments-2"),
        scoped("Role", "web"),
      ],
      [scoped("Channel", "Channels-2")],
    ],
  });
  const machine = sampleMachine("m");
  expect(all.at(ANYWHERE, []).get("Where")?.value).toBe("anywhere");
  expect(all.at({ ...ANYWHERE, machine }, []).get("Where")?.value).toBe("Role");
});

test.each([
  ["Environment", "Environments-1"],
  ["Channel", "Channels-1"],
  ["Tenant", "Tenants-1"],
  ["TenantTag", "Region/North"],
  ["ProcessOwner", "Projects-1"],
  ["Machine", "m"],
  ["Role", "spare"],
  ["Action", "a"],
])("a variable scoped to the %s of the run applies", (kind, id) => {
  const machine = sampleMachine("m", { Roles: ["web", "spare"] });
  const step = sampleStep({ Properties: { "Octopus.Action.TargetRoles": "web" } });
  const all = variables({
    channelId: "Channels-1",
    tenantId: "Tenants-1",
    tenantTags: ["Region/North"],
    sets: [[variable("A", "yes", { Scope: { [kind]: [id] } })]],
  });
  const table = all.at({ step, action: readAction("a"), machine }, []);
  expect(table.get("A")?.value).toBe("yes");
});

test("a role that the step targets is more specific than another of the target", () => {
  const machine = sampleMachine("m", { Roles: ["spare", "web"] });
  const step = sampleStep({ Properties: { "Octopus.Action.TargetRoles": "WEB" } });
  const ofRole = (role: string) => variable("A", role, { Scope: { Role: [role] } });
  const all = variables({ sets: [[ofRole("spare"), ofRole("web")]] });
  expect(all.at({ ...ANYWHERE, machine }, []).get("A")?.value).toBe("spare");
  expect(all.at({ ...ANYWHERE, step, machine }, []).get("A")?.value).toBe("web");
});

test("variables of the server replace those of a set, and output variables replace both", () => {
  const given = [{ name: "A", value: "given", isSensitive: false }];
  const all = variables({ sets: [[variable("A", "set")]], given });
  expect(all.at(ANYWHERE, []).get("a")?.value).toBe("given");
  const output = { name: "A", value: "output", isSensitive: true };
  expect(all.at(ANYWHERE, [output]).get("A")).toMatchObject({ value: "output", isSensitive: true });
});

test("step, action and target have their own variables", () => {
  const place = { step: sampleStep(), action: readAction("a"), machine: sampleMachine("m") };
  const table = variables().at(place, []);
  const { text } = variables().expand(
    "#{Octopus.Step.Name}/#{Octopus.Action.Name}/#{Octopus.Machine.Name}",
    table,
  );
  expect(text).toBe("S/a/m");
  expect(variables().at(ANYWHERE, []).get("Octopus.Machine.Id")).toBeUndefined();
});

test("what contains a secret is a secret", () => {
  const secret = variable("Password", "horse", { IsSensitive: true, Type: "Sensitive" });
  const all = variables({
    sets: [[secret, variable("Url", "https://#{Password}@x"), variable("Plain", "x")]],
    given: [{ name: "Answer", value: "battery", isSensitive: true }],
  });
  const expanded = all.expanded(all.at(ANYWHERE, []));
  const sensitive = expanded.filter(({ isSensitive }) => isSensitive).map(({ value }) => value);
  expect(sensitive).toEqual(expect.arrayContaining(["horse", "https://horse@x", "battery"]));
  expect(sensitive).not.toContain("x");
  expect(all.secrets).toEqual(["horse", "battery"]);
});

test("a variable that names what must not be used here fails where it is in scope, and only there", () => {
  const account = (Value: string, environment: string) =>
    variable("Deployer", Value, {
      Type: "UsernamePasswordAccount",
      Scope: { Environment: [environment] },
    });
  const refused = new Map([["Accounts-2", "is limited to other environments"]]);
  const here = variables({ sets: [[account("Accounts-2", "Environments-1")]], refused });
  expect(() => here.at(ANYWHERE, [])).toThrow(
    "Variable 'Deployer' names Accounts-2, which is limited to other environments.",
  );
  const both = [account("Accounts-2", "Environments-2"), account("Accounts-1", "Environments-1")];
  const elsewhere = variables({ sets: [both], refused });
  expect(elsewhere.at(ANYWHERE, []).get("Deployer")?.value).toBe("Accounts-1");
});
