import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { visibilityOf } from "./event-visibility.ts";
import { allows, type EffectivePermissions, type Grant } from "./grants.ts";

describe("visibilityOf", () => {
  it("shows nothing without EventView, with any other permissions", () => {
    const effective: EffectivePermissions = new Map([
      ["AdministerSystem", [{ spaceId: null }]],
      ["ProjectView", [{ spaceId: "Spaces-1" }]],
    ]);
    expect(visibilityOf(effective)).toEqual([]);
  });

  it("keeps the grants of each level and their limits", () => {
    const effective: EffectivePermissions = new Map([
      [
        "EventView",
        [
          { spaceId: null },
          { spaceId: "Spaces-1", projects: ["Projects-1"], tenants: ["Tenants-1"] },
          { spaceId: "Spaces-1", environments: ["Environments-1"] },
        ],
      ],
    ]);
    expect(visibilityOf(effective)).toEqual([
      { SpaceId: null, Restrictions: {} },
      { SpaceId: "Spaces-1", Restrictions: { Projects: ["Projects-1"], Tenants: ["Tenants-1"] } },
      { SpaceId: "Spaces-1", Restrictions: { Environments: ["Environments-1"] } },
    ]);
  });

  it("keeps an empty limit: a group without projects shows events of no project only", () => {
    const effective: EffectivePermissions = new Map([
      ["EventView", [{ spaceId: "Spaces-1", projects: [], viaProjectGroups: ["ProjectGroups-1"] }]],
    ]);
    expect(visibilityOf(effective)).toEqual([
      { SpaceId: "Spaces-1", Restrictions: { Projects: [] } },
    ]);
  });

  it("admits the same scopes as the grants of EventView", () => {
    const ids = (prefix: string) => fc.subarray([`${prefix}-1`, `${prefix}-2`]);
    const limited = fc.record(
      {
        spaceId: fc.constantFrom("Spaces-1", null),
        projects: ids("Projects"),
        environments: ids("Environments"),
        tenants: ids("Tenants"),
      },
      { requiredKeys: ["spaceId"] },
    );
    fc.assert(
      fc.property(fc.array(limited, { maxLength: 3 }), limited, (grants: Grant[], scope) => {
        const effective: EffectivePermissions = new Map([["EventView", grants]]);
        const event: Record<string, readonly string[] | undefined> = {
          Projects: scope.projects,
          Environments: scope.environments,
          Tenants: scope.tenants,
        };
        const visible = visibilityOf(effective).some(
          ({ SpaceId, Restrictions }) =>
            SpaceId === scope.spaceId &&
            Object.entries(Restrictions).every(([type, allowed]) =>
              (event[type] ?? []).every((id) => allowed.includes(id)),
            ),
        );
        expect(visible).toBe(allows(effective, "EventView", scope));
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});
