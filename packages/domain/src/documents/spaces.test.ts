import { describe, expect, test } from "vitest";
import { exampleBody } from "../../../../test/support/example-body.ts";
import { builtInFeedId } from "./feeds.ts";
import { spaces } from "./spaces.ts";

const space = exampleBody(spaces, { SpaceManagersTeamMembers: ["Users-2"] });
const context = { now: "2026-01-01T00:00:00.000Z", before: undefined };

describe("a space", () => {
  test("is managed by the team that it is created with, exactly once", () => {
    const managed = spaces.complete(space, { ...context, id: "Spaces-7" });
    expect(managed.SpaceManagersTeams).toEqual(["teams-spacemanagers-Spaces-7"]);
    const teams = ["Teams-1", "teams-spacemanagers-Spaces-7"];
    const more = { ...managed, SpaceManagersTeams: teams };
    expect(spaces.complete(more, { ...context, id: "Spaces-7" }).SpaceManagersTeams).toEqual([
      "teams-spacemanagers-Spaces-7",
      "Teams-1",
    ]);
  });

  test("has no such team before it has an id", () => {
    expect(spaces.complete(space, { ...context, id: "" }).SpaceManagersTeams).toEqual([]);
  });

  test("is created with its team of managers, their role and the default documents", () => {
    const created = spaces.companions.map(({ prefix, id, body }) => {
      return [prefix, id?.("Spaces-7"), body("Spaces-7", space)] as const;
    });
    expect(created.map(([prefix]) => prefix)).toEqual([
      "ProjectGroups",
      "Lifecycles",
      "MachinePolicies",
      "Feeds",
      "Teams",
      "ScopedUserRoles",
    ]);
    expect(created).toContainEqual([
      "Feeds",
      builtInFeedId("Spaces-7"),
      expect.objectContaining({ FeedType: "BuiltIn" }),
    ]);
    expect(created).toContainEqual([
      "Teams",
      "teams-spacemanagers-Spaces-7",
      expect.objectContaining({ Name: "Space Managers", MemberUserIds: ["Users-2"] }),
    ]);
    expect(created).toContainEqual([
      "ScopedUserRoles",
      undefined,
      { TeamId: "teams-spacemanagers-Spaces-7", UserRoleId: "userroles-spacemanager" },
    ]);
  });
});
