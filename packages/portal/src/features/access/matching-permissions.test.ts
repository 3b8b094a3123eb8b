import { permissionResources } from "@indelible/domain";
import { describe, expect, it } from "vitest";
import { grantablePermissions, matchingPermissions } from "./matching-permissions.ts";

const descriptions = permissionResources();
const all = Object.keys(descriptions);

describe("permissions found", () => {
  it("are all when nothing is searched for", () => {
    expect(matchingPermissions(all, descriptions, "  ")).toEqual(all);
  });

  it("hold every word, in the name or the description, in any case", () => {
    const found = matchingPermissions(all, descriptions, "EVENT view");
    expect(found).toContain("EventView");
    for (const id of found) {
      const text = `${id} ${descriptions[id as keyof typeof descriptions].Description}`;
      expect(text.toLowerCase()).toContain("event");
      expect(text.toLowerCase()).toContain("view");
    }
  });

  it("are among those given, in their order", () => {
    expect(matchingPermissions(["UserView", "EventView"], descriptions, "view")).toEqual([
      "UserView",
      "EventView",
    ]);
    expect(matchingPermissions(["NotKnown"], {}, "known")).toEqual(["NotKnown"]);
  });

  it("are none for what is in none", () => {
    expect(matchingPermissions(all, descriptions, "zzzzz")).toEqual([]);
  });
});

describe("permissions a role can grant", () => {
  it("depend on the level, and some fit both", () => {
    const [space, system] = [
      grantablePermissions(descriptions, "space"),
      grantablePermissions(descriptions, "system"),
    ];
    expect(space).toContain("ProjectView");
    expect(system).not.toContain("ProjectView");
    expect(system).toContain("UserEdit");
    expect(space).not.toContain("UserEdit");
    expect(space).toContain("EventView");
    expect(system).toContain("EventView");
    expect(new Set([...space, ...system]).size).toBe(all.length);
  });
});
