import type { Permission } from "@indelible/domain";
import { describe, expect, it } from "vitest";
import { Caller } from "./caller.ts";
import { SYSTEM_USER_ID, systemAct } from "./system-act.ts";

function holding(...held: [Permission, string | null][]): Caller {
  const permissions = new Map(held.map(([permission, spaceId]) => [permission, [{ spaceId }]]));
  return new Caller(systemAct("request-1").actor, "request-1", permissions);
}

describe("Caller", () => {
  const caller = holding(["EventView", "Spaces-1"], ["UserView", null]);

  it("acts as its user with the correlation id of the request, with or without a comment", () => {
    expect(caller.act()).toMatchObject({ correlationId: "request-1" });
    expect(caller.act().actor.userId).toBe(SYSTEM_USER_ID);
    expect(caller.act("because")).toMatchObject({ comment: "because" });
    expect("comment" in caller.act()).toBe(false);
  });

  it("may do what requires no permission, and what its permissions allow", () => {
    expect(caller.may(null, { spaceId: null })).toBe(true);
    expect(caller.may("EventView", { spaceId: "Spaces-1" })).toBe(true);
    expect(caller.may("EventView", { spaceId: null })).toBe(false);
  });

  it("is refused with the name of the missing permission", () => {
    expect(() => caller.require("TeamEdit", { spaceId: "Spaces-1" })).toThrow(
      /Missing permission: TeamEdit$/,
    );
    expect(() => caller.requireSomewhere(["EventView"], ["Spaces-2", null])).toThrow(
      /Missing permission: EventView$/,
    );
    expect(() => caller.requireSomewhere(["EventView"], ["Spaces-1"])).not.toThrow();
    expect(() => caller.requireSomewhere([null], [])).not.toThrow();
  });

  it("gives only permissions that it has", () => {
    expect(() => caller.requireToGive(caller.permissions)).not.toThrow();
    expect(() => caller.requireToGive(holding(["EventView", null]).permissions)).toThrow(
      /Missing permission: EventView\. Nobody can give/,
    );
  });

  it("knows the spaces that it has a permission in, or all with SpaceView", () => {
    expect([caller.knowsSpace("Spaces-1"), caller.knowsSpace("Spaces-2")]).toEqual([true, false]);
    expect(holding(["SpaceView", null]).knowsSpace("Spaces-2")).toBe(true);
  });

  it("sees the events that its EventView allows", () => {
    expect(caller.visibility).toEqual([{ SpaceId: "Spaces-1", Restrictions: {} }]);
  });
});
