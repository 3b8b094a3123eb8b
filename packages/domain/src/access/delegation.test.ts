import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { permissionLacking } from "./delegation.ts";
import { allows, type Grant } from "./grants.ts";
import type { Permission } from "./permissions.ts";

function rights(permission: Permission, ...grants: Grant[]) {
  return new Map([[permission, grants]]);
}

const SPACE = { spaceId: "Spaces-1" };
const SYSTEM = { spaceId: null };

describe("permissionLacking", () => {
  it("lets anyone give nothing", () => {
    expect(permissionLacking(new Map(), new Map())).toBeUndefined();
  });

  it("names a permission that the giver does not have", () => {
    const given = new Map([...rights("EventView", SPACE), ...rights("TeamEdit", SPACE)]);
    expect(permissionLacking(rights("EventView", SPACE), given)).toBe("TeamEdit");
  });

  it("does not confuse permissions in different spaces and at system level", () => {
    const given = rights("EventView", SPACE);
    expect(permissionLacking(rights("EventView", { spaceId: "Spaces-2" }), given)).toBe(
      "EventView",
    );
    expect(permissionLacking(rights("EventView", SYSTEM), given)).toBe("EventView");
    expect(permissionLacking(given, rights("EventView", SYSTEM))).toBe("EventView");
  });

  it("lets a giver narrow but not widen their permissions", () => {
    const narrow = rights("EventView", { ...SPACE, projects: ["Projects-1"] });
    const wide = rights("EventView", SPACE);
    expect(permissionLacking(wide, narrow)).toBeUndefined();
    expect(permissionLacking(narrow, narrow)).toBeUndefined();
    expect(permissionLacking(narrow, wide)).toBe("EventView");
  });

  it("requires one grant that covers all: two halves admit less than both together", () => {
    const halves = rights(
      "EventView",
      { ...SPACE, tenants: ["Tenants-1"] },
      { ...SPACE, tenants: ["Tenants-2"] },
    );
    const both = rights("EventView", { ...SPACE, tenants: ["Tenants-1", "Tenants-2"] });
    expect(permissionLacking(halves, both)).toBe("EventView");
  });

  it("does not let a user with all current projects of a group grant the group, which may grow", () => {
    const group = rights("EventView", {
      ...SPACE,
      projects: ["Projects-1"],
      viaProjectGroups: ["ProjectGroups-1"],
    });
    const project = rights("EventView", { ...SPACE, projects: ["Projects-1"] });
    expect(permissionLacking(project, group)).toBe("EventView");
    expect(permissionLacking(group, project)).toBeUndefined();
    expect(permissionLacking(group, group)).toBeUndefined();
    expect(permissionLacking(rights("EventView", SPACE), group)).toBeUndefined();
  });

  it("lets a system administrator grant everything at system level, and nothing within a space", () => {
    const administrator = rights("AdministerSystem", SYSTEM);
    expect(permissionLacking(administrator, rights("TelemetryView", SYSTEM))).toBeUndefined();
    expect(permissionLacking(administrator, rights("EventView", SPACE))).toBe("EventView");
  });

  it("never gives a user more permissions than the giver has", () => {
    const ids = fc.subarray(["Projects-1", "Projects-2", "Projects-3"]);
    const environmentIds = fc.subarray(["Environments-1", "Environments-2"]);
    const grant: fc.Arbitrary<Grant> = fc.record(
      {
        spaceId: fc.constantFrom("Spaces-1", "Spaces-2", null),
        projects: ids,
        environments: environmentIds,
      },
      { requiredKeys: ["spaceId"] },
    );
    const grants = fc.array(grant, { maxLength: 4 });
    fc.assert(
      fc.property(grants, grants, grant, (own, given, scope) => {
        const [giver, receiver] = [rights("EventView", ...own), rights("EventView", ...given)];
        fc.pre(permissionLacking(giver, receiver) === undefined);
        if (allows(receiver, "EventView", scope)) {
          expect(allows(giver, "EventView", scope)).toBe(true);
        }
      }),
    );
  });
});
