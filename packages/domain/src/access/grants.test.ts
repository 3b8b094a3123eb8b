import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allows,
  type Dimension,
  type EffectivePermissions,
  type Grant,
  grantsOf,
  idsAllowed,
  type PermissionScope,
  spacesReached,
  spacesWhere,
} from "./grants.ts";

const RUNS = { seed: 3, numRuns: 500 };

/** A user who holds EventView by these grants. */
function viewer(...grants: Grant[]): EffectivePermissions {
  return new Map([["EventView", grants]]);
}

function sees(effective: EffectivePermissions, scope: Omit<PermissionScope, "spaceId">): boolean {
  return allows(effective, "EventView", { spaceId: "Spaces-1", ...scope });
}

describe("allows", () => {
  it("refuses a permission that the user does not have", () => {
    expect(allows(new Map(), "EventView", { spaceId: "Spaces-1" })).toBe(false);
    expect(allows(viewer(), "EventView", { spaceId: "Spaces-1" })).toBe(false);
  });

  it("separates spaces from each other and from the system level", () => {
    const inSpace = viewer({ spaceId: "Spaces-1" });
    const atSystem = viewer({ spaceId: null });
    const reached = (effective: EffectivePermissions) =>
      ["Spaces-1", "Spaces-2", null].filter((spaceId) =>
        allows(effective, "EventView", { spaceId }),
      );
    expect(reached(inSpace)).toEqual(["Spaces-1"]);
    expect(reached(atSystem)).toEqual([null]);
  });

  it("does not treat AdministerSystem as any other permission", () => {
    const administrator: EffectivePermissions = new Map([
      ["AdministerSystem", [{ spaceId: null }]],
    ]);
    expect(allows(administrator, "AdministerSystem", { spaceId: null })).toBe(true);
    expect(allows(administrator, "EventView", { spaceId: null })).toBe(false);
    expect(allows(administrator, "ProjectView", { spaceId: "Spaces-1" })).toBe(false);
  });

  it("admits what has no value in a limited dimension", () => {
    const effective = viewer({ spaceId: "Spaces-1", environments: ["Environments-1"] });
    expect(sees(effective, { projects: ["Projects-1"] })).toBe(true);
    expect(sees(effective, { projects: ["Projects-1"], environments: [] })).toBe(true);
    expect(sees(effective, { environments: ["Environments-2"] })).toBe(false);
  });

  it("requires all of several values to be allowed", () => {
    const effective = viewer({ spaceId: "Spaces-1", tenants: ["Tenants-1", "Tenants-2"] });
    expect(sees(effective, { tenants: ["Tenants-1", "Tenants-2"] })).toBe(true);
    expect(sees(effective, { tenants: ["Tenants-1", "Tenants-3"] })).toBe(false);
  });

  it("requires every limited dimension to admit", () => {
    const effective = viewer({
      spaceId: "Spaces-1",
      projects: ["Projects-1"],
      environments: ["Environments-1"],
    });
    expect(sees(effective, { projects: ["Projects-1"], environments: ["Environments-1"] })).toBe(
      true,
    );
    expect(sees(effective, { projects: ["Projects-1"], environments: ["Environments-2"] })).toBe(
      false,
    );
    expect(sees(effective, { projects: ["Projects-2"], environments: ["Environments-1"] })).toBe(
      false,
    );
  });

  it("does not let a limited grant restrict an unlimited one", () => {
    const effective = viewer(
      { spaceId: "Spaces-1", projects: ["Projects-1"] },
      { spaceId: "Spaces-1" },
    );
    expect(sees(effective, { projects: ["Projects-2"] })).toBe(true);
  });

  it("does not mix the limits of two grants", () => {
    const effective = viewer(
      { spaceId: "Spaces-1", projects: ["Projects-1"], environments: ["Environments-1"] },
      { spaceId: "Spaces-1", projects: ["Projects-2"], environments: ["Environments-2"] },
    );
    expect(sees(effective, { projects: ["Projects-1"], environments: ["Environments-2"] })).toBe(
      false,
    );
    expect(sees(effective, { projects: ["Projects-1", "Projects-2"] })).toBe(false);
  });

  it("treats an empty list as a limit that admits no value", () => {
    const effective = viewer({ spaceId: "Spaces-1", projects: [] });
    expect(sees(effective, {})).toBe(true);
    expect(sees(effective, { projects: ["Projects-1"] })).toBe(false);
  });

  it("does not treat the origin of a grant as a limit", () => {
    const effective = viewer({ spaceId: "Spaces-1", viaProjectGroups: ["ProjectGroups-1"] });
    expect(sees(effective, { projectGroups: ["ProjectGroups-2"] })).toBe(true);
  });
});

describe("spacesWhere", () => {
  it("lists each space once, with any limits, without the system level", () => {
    const effective = viewer(
      { spaceId: "Spaces-2", projects: [] },
      { spaceId: null },
      { spaceId: "Spaces-1" },
      { spaceId: "Spaces-2" },
    );
    expect(spacesWhere(effective, "EventView")).toEqual(["Spaces-1", "Spaces-2"]);
    expect(spacesWhere(effective, "ProjectView")).toEqual([]);
  });
});

describe("spacesReached", () => {
  it("lists each space once where the user has any permission", () => {
    const effective: EffectivePermissions = new Map([
      ["EventView", [{ spaceId: "Spaces-2", projects: [] }, { spaceId: null }]],
      ["FeedView", [{ spaceId: "Spaces-1" }, { spaceId: "Spaces-2" }]],
    ]);
    expect(spacesReached(effective)).toEqual(["Spaces-1", "Spaces-2"]);
    expect(spacesReached(new Map([["UserView", [{ spaceId: null }]]]))).toEqual([]);
  });
});

describe("idsAllowed", () => {
  const effective = viewer(
    { spaceId: "Spaces-1", projects: ["Projects-2"], environments: ["Environments-1"] },
    { spaceId: "Spaces-1", projects: ["Projects-1", "Projects-2"] },
    { spaceId: "Spaces-2" },
  );

  it("adds up what the grants of the space allow", () => {
    expect(idsAllowed(effective, "EventView", "Spaces-1", "projects")).toEqual([
      "Projects-1",
      "Projects-2",
    ]);
  });

  it("covers all if one grant does not limit the dimension", () => {
    expect(idsAllowed(effective, "EventView", "Spaces-1", "environments")).toBe("all");
    expect(idsAllowed(effective, "EventView", "Spaces-2", "projects")).toBe("all");
  });

  it("covers none without the permission", () => {
    expect(idsAllowed(effective, "EventView", "Spaces-3", "projects")).toEqual([]);
    expect(idsAllowed(effective, "EventView", null, "projects")).toEqual([]);
    expect(idsAllowed(effective, "ProjectView", "Spaces-1", "projects")).toEqual([]);
  });
});

describe("grantsOf", () => {
  it("returns the grants of a permission, and none without it", () => {
    const grant = { spaceId: "Spaces-1" };
    expect(grantsOf(viewer(grant), "EventView")).toEqual([grant]);
    expect(grantsOf(viewer(grant), "ProjectView")).toEqual([]);
  });
});

const IDS: Readonly<Record<Dimension, readonly string[]>> = {
  projects: ["Projects-1", "Projects-2", "Projects-3"],
  projectGroups: ["ProjectGroups-1", "ProjectGroups-2"],
  environments: ["Environments-1", "Environments-2"],
  tenants: ["Tenants-1", "Tenants-2"],
};

const anyDimension = fc.constantFrom<Dimension>(
  "projects",
  "projectGroups",
  "environments",
  "tenants",
);

const anyLimited = fc.record(
  {
    spaceId: fc.constantFrom("Spaces-1", null),
    projects: fc.subarray([...IDS.projects]),
    projectGroups: fc.subarray([...IDS.projectGroups]),
    environments: fc.subarray([...IDS.environments]),
    tenants: fc.subarray([...IDS.tenants]),
  },
  { requiredKeys: ["spaceId"] },
);

const anyGrants = fc.array(anyLimited, { maxLength: 4 });

describe("the questions, for any grants", () => {
  it("agree: an id is in the list exactly if it is allowed on its own", () => {
    fc.assert(
      fc.property(anyGrants, anyDimension, (grants, dimension) => {
        const effective = viewer(...grants);
        const allowed = idsAllowed(effective, "EventView", "Spaces-1", dimension);
        for (const id of IDS[dimension]) {
          const scope = { spaceId: "Spaces-1", [dimension]: [id] };
          const listed = allowed === "all" || allowed.includes(id);
          expect(allows(effective, "EventView", scope)).toBe(listed);
        }
      }),
      RUNS,
    );
  });

  it("agree: a space is listed exactly if something is allowed there", () => {
    fc.assert(
      fc.property(anyGrants, (grants) => {
        const effective = viewer(...grants);
        const named = spacesWhere(effective, "EventView").includes("Spaces-1");
        expect(allows(effective, "EventView", { spaceId: "Spaces-1" })).toBe(named);
      }),
      RUNS,
    );
  });

  it("admit less if a scope has more values", () => {
    fc.assert(
      fc.property(anyGrants, anyLimited, anyDimension, (grants, scope, dimension) => {
        const wider = { ...scope, [dimension]: IDS[dimension] };
        const effective = viewer(...grants);
        return !allows(effective, "EventView", wider) || allows(effective, "EventView", scope);
      }),
      RUNS,
    );
  });
});
