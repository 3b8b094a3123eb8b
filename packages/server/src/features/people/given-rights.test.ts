import { teams } from "@indelible/domain";
import { expect, test } from "vitest";
import { useServer } from "../../../../../test/support/use-server.ts";
import { membersOf, rightsGiven, scopedRoleOf, scopedRolesOf } from "./given-rights.ts";

const shared = useServer();

test("scoped roles are found by team and by user role", async () => {
  const { organisation, server } = shared;
  const team = await organisation.team([]);
  const id = await organisation.giveTeam(team, { space: ["EventView"] });
  const [byTeam] = await scopedRolesOf(server.trail, { TeamId: team });
  expect(byTeam?.id).toBe(id);
  const UserRoleId = byTeam?.body.UserRoleId ?? "";
  const byRole = await scopedRolesOf(server.trail, { UserRoleId });
  expect(byRole.map((role) => role.id)).toEqual([id]);
});

test("what scoped roles give is what their user roles grant, as stored or as changed", async () => {
  const { organisation, server } = shared;
  const [team, project] = [await organisation.team([]), await organisation.project()];
  await organisation.giveTeam(team, { space: ["EventView"] });
  await organisation.giveTeam(team, { space: ["TaskView"], scope: { ProjectIds: [project.Id] } });
  const roles = (await scopedRolesOf(server.trail, { TeamId: team })).map(scopedRoleOf);
  const given = await rightsGiven(server.trail, roles);
  expect(Object.fromEntries(given)).toEqual({
    EventView: [{ spaceId: "Spaces-1" }],
    TaskView: [{ spaceId: "Spaces-1", projects: [project.Id] }],
  });
  const grants = { GrantedSpacePermissions: ["ProjectView"], GrantedSystemPermissions: [] };
  const changed = new Map(roles.map(({ UserRoleId }) => [UserRoleId, grants]));
  expect([...(await rightsGiven(server.trail, roles, changed)).keys()]).toEqual(["ProjectView"]);
});

test("members of several teams are listed once", async () => {
  const { organisation, server } = shared;
  const { id } = await organisation.person();
  const ids = [await organisation.team([id]), await organisation.team([id])];
  expect(membersOf(await server.trail.documentsOf(teams, ids))).toEqual([id]);
  expect(membersOf([])).toEqual([]);
});
