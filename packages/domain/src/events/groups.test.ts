import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CATEGORY_IDS } from "./categories.ts";
import { categoriesOfGroups, EVENT_GROUPS, eventGroups } from "./groups.ts";

describe("EVENT_GROUPS", () => {
  it("have unique ids, and existing members, each once", () => {
    expect(new Set(EVENT_GROUPS.map(({ id }) => id)).size).toBe(EVENT_GROUPS.length);
    for (const { categories } of EVENT_GROUPS) {
      expect(new Set(categories).size).toBe(categories.length);
      expect(CATEGORY_IDS).toEqual(expect.arrayContaining([...categories]));
    }
  });

  it("contain their critical groups", () => {
    for (const id of ["Deployment", "AutoDeploy", "Machine"]) {
      const critical = categoriesOfGroups([`${id}Critical`]);
      expect(critical.length).toBeGreaterThan(0);
      expect(categoriesOfGroups([id])).toEqual(expect.arrayContaining(critical));
    }
  });
});

describe("eventGroups", () => {
  it("returns those that a trigger on deployment targets may use, regardless of case", () => {
    const ids = [
      "Machine",
      "MachineCritical",
      "MachineAvailableForDeployment",
      "MachineUnavailableForDeployment",
      "MachineHealthChanged",
    ];
    expect(eventGroups("Machine").map(({ id }) => id)).toEqual(ids);
    expect(eventGroups("mACHINE").map(({ id }) => id)).toEqual(ids);
  });

  it("returns all by default, and none for a kind of document without events", () => {
    expect(eventGroups()).toEqual(EVENT_GROUPS);
    expect(eventGroups("Kitchen")).toEqual([]);
    expect(eventGroups("")).toEqual([]);
  });
});

describe("categoriesOfGroups", () => {
  it("expands a group, regardless of case", () => {
    expect(categoriesOfGroups(["document"])).toEqual(["Created", "Modified", "Deleted"]);
    expect(categoriesOfGroups(["MACHINECRITICAL"])).toEqual([
      "MachineCleanupFailed",
      "MachineUnavailable",
    ]);
  });

  it("combines groups, with each shared category once", () => {
    const both = categoriesOfGroups(["MachineCritical", "MachineUnavailableForDeployment"]);
    expect([...both].sort()).toEqual([
      "MachineCleanupFailed",
      "MachineDisabled",
      "MachineUnavailable",
      "MachineUnhealthy",
    ]);
  });

  it("finds nothing in groups that do not exist, nor in no groups", () => {
    expect(categoriesOfGroups(["Kitchen"])).toEqual([]);
    expect(categoriesOfGroups([])).toEqual([]);
  });

  it("holds exactly the members of the groups, in any order of them", () => {
    const someIds = fc.shuffledSubarray(EVENT_GROUPS.map(({ id }) => id));
    fc.assert(
      fc.property(someIds, (ids) => {
        const members = EVENT_GROUPS.filter(({ id }) => ids.includes(id)).flatMap(
          ({ categories }) => categories,
        );
        expect(new Set(categoriesOfGroups(ids))).toEqual(new Set(members));
        expect(categoriesOfGroups([...ids].reverse())).toEqual(categoriesOfGroups(ids));
      }),
      { seed: 2 },
    );
  });
});
