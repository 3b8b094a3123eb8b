import { describe, expect, it } from "vitest";
import { findBuiltInRole } from "./built-in-roles.ts";
import {
  ADMINISTRATORS,
  BUILT_IN_TEAMS,
  type BuiltInTeam,
  EVERYONE,
  initialRoleOfTeam,
  MANAGERS,
  spaceManagersTeam,
} from "./built-in-teams.ts";

function flags({ CanBeDeleted, CanBeRenamed, CanChangeMembers, CanChangeRoles }: BuiltInTeam) {
  return { CanBeDeleted, CanBeRenamed, CanChangeMembers, CanChangeRoles };
}

describe("BUILT_IN_TEAMS", () => {
  it("belong to the installation, with the ids that clients know", () => {
    expect(BUILT_IN_TEAMS.map(({ Id, SpaceId }) => [Id, SpaceId])).toEqual([
      ["teams-everyone", null],
      ["teams-administrators", null],
      ["teams-managers", null],
    ]);
  });

  it("can be neither deleted nor renamed", () => {
    for (const team of [...BUILT_IN_TEAMS, spaceManagersTeam("Spaces-1")])
      expect(flags(team)).toMatchObject({ CanBeDeleted: false, CanBeRenamed: false });
  });

  it("lets roles but not members of Everyone change", () => {
    expect(flags(EVERYONE)).toMatchObject({ CanChangeMembers: false, CanChangeRoles: true });
  });

  it("lets members but not roles of Administrators and Managers change", () => {
    for (const team of [ADMINISTRATORS, MANAGERS])
      expect(flags(team)).toMatchObject({ CanChangeMembers: true, CanChangeRoles: false });
  });
});

describe("spaceManagersTeam", () => {
  it("is a team of its space, named after its id", () => {
    expect(spaceManagersTeam("Spaces-7")).toMatchObject({
      Id: "teams-spacemanagers-Spaces-7",
      Name: "Space Managers",
      SpaceId: "Spaces-7",
      CanChangeMembers: true,
      CanChangeRoles: true,
    });
  });
});

describe("initialRoleOfTeam", () => {
  it("has no role for Everyone and for other teams", () => {
    expect(initialRoleOfTeam(EVERYONE.Id)).toBeUndefined();
    expect(initialRoleOfTeam("Teams-12")).toBeUndefined();
  });

  it("has an existing role for each other built-in team", () => {
    const teams = [ADMINISTRATORS.Id, MANAGERS.Id, spaceManagersTeam("Spaces-1").Id];
    const names = teams.map((id) => findBuiltInRole(initialRoleOfTeam(id) ?? "")?.Name);
    expect(names).toEqual(["System Administrator", "System Manager", "Space Manager"]);
  });
});
