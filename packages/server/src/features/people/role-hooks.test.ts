import { spaceManagersTeam } from "@indelible/domain";
import { expect, test } from "vitest";
import { useServer } from "../../../../../test/support/use-server.ts";

const shared = useServer();

test.each([
  [{ GrantedSpacePermissions: ["EventRead"] }, "There is no permission 'EventRead'."],
  [{ GrantedSpacePermissions: ["UserEdit"] }, "UserEdit cannot be granted at space level."],
  [{ GrantedSystemPermissions: ["LibraryVariableSetView"] }, "cannot be granted at system level."],
])("a role grants existing permissions at their level: %j", async (grants, message) => {
  const body = { Name: "Impossible", ...grants };
  expect(await shared.refused(400, "POST", "../userroles", body)).toContain(message);
});

test("a built-in role can neither be changed nor deleted", async () => {
  const url = "../userroles/userroles-projectviewer";
  expect(await shared.refused(409, "PUT", url, { Description: "x" })).toContain(
    "cannot be changed",
  );
  expect(await shared.refused(409, "DELETE", url)).toContain("built in and cannot be deleted");
});

test("a permission is added to a role only by a caller who holds it for the teams of the role", async () => {
  const { organisation, server } = shared;
  const editor = await organisation.personWith({ system: ["UserRoleEdit", "UserRoleView"] });
  const role = await organisation.make("/api/userroles", { Name: "Growing" });
  const change = (...GrantedSpacePermissions: string[]) =>
    server.call("PUT", `/api/userroles/${role.Id}`, { GrantedSpacePermissions }, editor);
  expect((await change("EventView")).status).toBe(200);
  const TeamId = await organisation.team([]);
  const body = { TeamId, UserRoleId: role.Id };
  await organisation.make("/api/Spaces-1/scopeduserroles", body);
  expect((await change("EventView", "TaskView")).text).toContain("Missing permission: ");
  expect((await change()).status).toBe(200);
});

test("the roles of a built-in team with fixed roles cannot be changed", async () => {
  const UserRoleId = await shared.organisation.role(["EventView"], []);
  const TeamId = "teams-administrators";
  const body = { TeamId, UserRoleId };
  expect(await shared.refused(409, "POST", "scopeduserroles", body)).toContain(
    "The roles of the built-in team",
  );
});

test("a role that is saved unchanged or with a narrower scope needs no permission of it", async () => {
  const { organisation, server } = shared;
  const editor = await organisation.personWith({
    system: ["TeamEdit", "TeamView"],
    space: ["TeamEdit", "TeamView", "EnvironmentView"],
  });
  const { Id } = await organisation.make("/api/environments", { Name: "Narrow" });
  const scoped = await organisation.giveTeam(await organisation.team([]), { space: ["EventView"] });
  const url = `/api/Spaces-1/scopeduserroles/${scoped}`;
  const { body } = await server.call("GET", url, undefined, editor);
  expect(await server.call("PUT", url, body, editor)).toMatchObject({ status: 200 });
  const narrower = { ...body, EnvironmentIds: [Id] };
  expect(await server.call("PUT", url, narrower, editor)).toMatchObject({ status: 200 });
  expect(await server.call("PUT", url, body, editor)).toMatchObject({ status: 403 });
});

test("a role of a built-in team can be saved unchanged", async () => {
  const { on } = shared;
  const { Items } = await on.call("GET", "../teams/teams-administrators/scopeduserroles");
  const url = `../scopeduserroles/${Items[0].Id}`;
  await on.call("PUT", url, Items[0]);
  await shared.refused(409, "PUT", url, { UserRoleId: "userroles-projectviewer" });
});

test("a team of a space has roles only there; to others it does not exist", async () => {
  const { organisation } = shared;
  const [space, UserRoleId] = [
    await organisation.space(),
    await organisation.role(["EventView"], []),
  ];
  const body = { TeamId: spaceManagersTeam(space).Id, UserRoleId };
  expect(await shared.refused(400, "POST", "scopeduserroles", body)).toContain(
    "belongs to a space and can have roles only in that space",
  );
  const editor = await organisation.personWith({ space: ["TeamEdit", "TeamView", "EventView"] });
  expect(await shared.refused(400, "POST", "scopeduserroles", body, editor)).toContain(
    `there is no Teams document '${body.TeamId}'`,
  );
});

test("the events of roles relate to the members of their teams", async () => {
  const { on, organisation } = shared;
  const { id } = await organisation.person();
  const TeamId = await organisation.team([id]);
  const role = await organisation.make("/api/userroles", { Name: "Related" });
  const body = { TeamId, UserRoleId: role.Id };
  const scoped = await organisation.make("/api/Spaces-1/scopeduserroles", body);
  await on.call("PUT", `../userroles/${role.Id}`, { Description: "changed" });
  const events = await on.events(id);
  const related = events.slice(-2).map(({ RelatedDocumentIds }) => RelatedDocumentIds);
  expect(related).toEqual([
    expect.arrayContaining([scoped.Id, id]),
    expect.arrayContaining([role.Id, id]),
  ]);
});
