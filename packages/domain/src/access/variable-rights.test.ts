import { describe, expect, it } from "vitest";
import type { EffectivePermissions, Grant } from "./grants.ts";
import { variablePermissionLacking } from "./variable-rights.ts";

const SPACE = { spaceId: "Spaces-1" };
const PLACE = { ...SPACE, projectId: "Projects-1", environments: [] };
const DEV = "Environments-1";
const PROD = "Environments-2";

function rights(permission: "VariableEdit" | "VariableEditUnscoped", grant: Partial<Grant> = {}) {
  return new Map([[permission, [{ ...SPACE, ...grant }]]]) as EffectivePermissions;
}

function lacking(effective: EffectivePermissions, place: Partial<typeof PLACE> | object = {}) {
  return variablePermissionLacking(effective, "Edit", { ...PLACE, ...place });
}

describe("variablePermissionLacking", () => {
  it("requires the permission in all environments of the scope", () => {
    const developer = rights("VariableEdit", { environments: [DEV] });
    expect(lacking(developer, { environments: [DEV] })).toBeUndefined();
    expect(lacking(developer, { environments: [PROD] })).toBe("VariableEdit");
    expect(lacking(developer, { environments: [DEV, PROD] })).toBe("VariableEdit");
    expect(lacking(rights("VariableEdit"), { environments: [DEV, PROD] })).toBeUndefined();
  });

  it("requires more for a variable without environments than a limited permission", () => {
    expect(lacking(rights("VariableEdit", { environments: [DEV] }))).toBe("VariableEditUnscoped");
    expect(lacking(rights("VariableEdit", { environments: [] }))).toBe("VariableEditUnscoped");
    expect(lacking(rights("VariableEdit"))).toBeUndefined();
    expect(lacking(rights("VariableEditUnscoped"))).toBeUndefined();
    expect(lacking(rights("VariableEditUnscoped"), { environments: [DEV] })).toBe("VariableEdit");
  });

  it("applies only in its space and its projects", () => {
    const elsewhere = rights("VariableEdit", { projects: ["Projects-2"] });
    expect(lacking(elsewhere)).toBe("VariableEditUnscoped");
    expect(lacking(rights("VariableEdit"), { spaceId: "Spaces-2" })).toBe("VariableEditUnscoped");
  });

  it("changes shared variables only without a limit to projects, and shows them with one", () => {
    const ofProject = rights("VariableEdit", { projects: ["Projects-1"] });
    expect(lacking(ofProject, { projectId: null })).toBe("VariableEditUnscoped");
    expect(lacking(rights("VariableEdit"), { projectId: null })).toBeUndefined();
    const viewer: EffectivePermissions = new Map([
      ["VariableView", [{ ...SPACE, projects: ["Projects-1"] }]],
    ]);
    const shared = { ...PLACE, projectId: null };
    expect(variablePermissionLacking(viewer, "View", shared)).toBeUndefined();
  });
});
