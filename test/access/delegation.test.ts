import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../support/server.ts";
import { openStore } from "../support/stores.ts";
import { Organisation, type Person } from "./organisation.ts";

// Users can only grant permissions that they have; one query finds who granted what to whom.

let database: Database;
let server: TestServer;
let organisation: Organisation;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database);
  organisation = new Organisation(server);
});
afterAll(async () => {
  await server.close();
  await database.close();
});

async function refused(
  permission: string,
  person: Person,
  method: string,
  url: string,
  body: object,
) {
  const answer = await server.call(method, url, body, { key: person.key });
  expect([answer.status, answer.body.ErrorMessage]).toEqual([
    403,
    expect.stringMatching(new RegExp(`Missing permission: ${permission}\\. Nobody can give`)),
  ]);
}

async function above(
  permission: string,
  person: Person,
  method: string,
  url: string,
  body?: object,
) {
  const answer = await server.call(method, url, body, { key: person.key });
  expect([answer.status, answer.body.ErrorMessage], `${method} ${url}`).toEqual([
    403,
    expect.stringMatching(new RegExp(`Missing permission: ${permission}\\. Users and teams with`)),
  ]);
}

async function allowed(person: Person | undefined, method: string, url: string, body?: object) {
  const key = person === undefined ? {} : { key: person.key };
  const answer = await server.call(method, url, body, key);
  expect(answer.status, `${method} ${url}: ${answer.text}`).toBeLessThan(300);
  return answer.body;
}

const TEAM_EDITOR = { space: ["TeamEdit", "TeamView"], system: ["TeamEdit", "TeamView"] };

describe("giving a role", () => {
  it("requires all its permissions, with at least the same scope", async () => {
    const [mine, other] = [await organisation.project(), await organisation.project()];
    const giver = await organisation.personWith(TEAM_EDITOR, {
      space: ["EventView"],
      scope: { ProjectIds: [mine.Id] },
    });
    const TeamId = await organisation.team([]);
    const UserRoleId = await organisation.role(["EventView"], []);
    const url = "/api/Spaces-1/scopeduserroles";
    await refused("EventView", giver, "POST", url, { TeamId, UserRoleId });
    const ProjectIds = [mine.Id, other.Id];
    await refused("EventView", giver, "POST", url, { TeamId, UserRoleId, ProjectIds });
    const narrow = { TeamId, UserRoleId, ProjectIds: [mine.Id] };
    const { Id } = await allowed(giver, "POST", url, narrow);
    await refused("EventView", giver, "PUT", `${url}/${Id}`, { ProjectIds: [] });
    const ProjectGroupIds = [mine.ProjectGroupId];
    await refused("EventView", giver, "PUT", `${url}/${Id}`, { ProjectGroupIds });
    await allowed(giver, "DELETE", `${url}/${Id}`);
  });

  it("grants no system permission through a team of a space", async () => {
    const giver = await organisation.personWith({
      space: ["TeamEdit", "TeamView", "EventView"],
    });
    const { Id: TeamId } = await organisation.make("/api/Spaces-1/teams", {
      Name: organisation.name("Space team"),
    });
    const UserRoleId = await organisation.role(["EventView"], ["UserEdit"]);
    await refused("UserEdit", giver, "POST", "/api/Spaces-1/scopeduserroles", {
      TeamId,
      UserRoleId,
    });
  });

  it("cannot change the roles of built-in teams, or add roles outside the space to a team of a space", async () => {
    const UserRoleId = await organisation.role([], ["EventView"]);
    const fixed = await server.call("POST", "/api/scopeduserroles", {
      TeamId: "teams-administrators",
      UserRoleId,
    });
    expect([fixed.status, fixed.body.ErrorMessage]).toEqual([
      409,
      "The roles of the built-in team 'Administrators' cannot be changed.",
    ]);
    const held = await server.call("GET", "/api/teams/teams-administrators/scopeduserroles");
    const [{ Id }] = held.body.Items;
    expect((await server.call("DELETE", `/api/scopeduserroles/${Id}`)).status).toBe(409);
    const TeamId = "teams-spacemanagers-Spaces-1";
    const outside = await server.call("POST", "/api/scopeduserroles", { TeamId, UserRoleId });
    expect([outside.status, outside.body.Errors]).toEqual([
      400,
      ["Team 'Space Managers' belongs to a space and can have roles only in that space."],
    ]);
  });
});

describe("a team of another space", () => {
  it("does not exist for users who may not see it", async () => {
    const spaceId = await organisation.space();
    const { Id } = await organisation.make(`/api/${spaceId}/teams`, { Name: "Hidden team" });
    const giver = await organisation.personWith(TEAM_EDITOR, { space: ["FeedView"] });
    const UserRoleId = await organisation.role(["FeedView"], []);
    const give = async (TeamId: string) => {
      const body = { TeamId, UserRoleId };
      const answer = await server.call("POST", "/api/Spaces-1/scopeduserroles", body, giver);
      return [answer.status, answer.text.replace(TeamId, "")];
    };
    const [hidden, missing] = [await give(Id), await give("Teams-999999")];
    expect(hidden).toEqual(missing);
    expect(hidden[0]).toBe(400);
  });
});

describe("indirect grants", () => {
  it("adding and removing members requires all permissions of the team", async () => {
    const system = ["TeamEdit", "TeamView", "TeamDelete"];
    const editor = await organisation.personWith({ system });
    const [alice, bob] = [await organisation.person(), await organisation.person()];
    const teamId = await organisation.give([alice.id], { space: ["EventView"] });
    const url = `/api/teams/${teamId}`;
    await refused("EventView", editor, "PUT", url, { MemberUserIds: [alice.id, bob.id] });
    await refused("EventView", editor, "PUT", url, { MemberUserIds: [editor.id] });
    await above("EventView", editor, "PUT", url, { MemberUserIds: [] });
    await above("EventView", editor, "PUT", url, { Name: "Renamed" });
    await above("EventView", editor, "DELETE", url);
    await allowed(editor, "PUT", url, { MemberUserIds: [alice.id] });
    await allowed(undefined, "PUT", url, { MemberUserIds: [bob.id] });
  });

  it("adding a permission to a role requires it wherever teams have the role", async () => {
    const editor = await organisation.personWith({
      system: ["UserRoleEdit", "UserRoleView"],
      spaceId: null,
    });
    const { Id } = await allowed(editor, "POST", "/api/userroles", {
      Name: organisation.name("Own role"),
      GrantedSpacePermissions: ["EventView"],
    });
    const url = `/api/userroles/${Id}`;
    const wider = { GrantedSpacePermissions: ["EventView", "FeedView"] };
    await allowed(editor, "PUT", url, wider);
    const TeamId = await organisation.team([editor.id]);
    await organisation.make("/api/Spaces-1/scopeduserroles", { TeamId, UserRoleId: Id });
    const GrantedSystemPermissions = ["AdministerSystem"];
    await refused("AdministerSystem", editor, "PUT", url, { GrantedSystemPermissions });
    await allowed(editor, "PUT", url, { GrantedSpacePermissions: ["FeedView"] });
  });

  it("setting the password of another user, or creating a key for them, requires all their permissions", async () => {
    const editor = await organisation.personWith({
      system: ["UserEdit", "UserView"],
      spaceId: null,
    });
    const admin = (await server.call("GET", "/api/users/me")).body.Id;
    const url = `/api/users/${admin}`;
    await refused("[A-Za-z]+", editor, "PUT", url, { Password: "let me in, please" });
    await refused("[A-Za-z]+", editor, "POST", `${url}/apikeys`, { Purpose: "spare" });
    await above("[A-Za-z]+", editor, "PUT", url, { DisplayName: "Mallory" });
    await above("[A-Za-z]+", editor, "PUT", url, { IsActive: false });
    await above("[A-Za-z]+", editor, "DELETE", url);
    await above("[A-Za-z]+", editor, "DELETE", `${url}/sessions`);
    const [{ Id: keyId }] = (await server.call("GET", `${url}/apikeys`)).body.Items;
    await above("[A-Za-z]+", editor, "DELETE", `${url}/apikeys/${keyId}`);
    const nobody = await organisation.person();
    await allowed(editor, "POST", `/api/users/${nobody.id}/apikeys`, { Purpose: "spare" });
    await allowed(editor, "POST", `/api/users/${editor.id}/apikeys`, { Purpose: "my own" });
  });

  it("a user who may edit a space appoints its managers, but grants nothing else", async () => {
    const spaceId = await organisation.space();
    const url = `/api/spaces/${spaceId}`;
    const editor = await organisation.personWith({
      system: ["SpaceEdit", "SpaceView"],
      spaceId: null,
    });
    const manager = await organisation.person();
    await allowed(editor, "PUT", url, { SpaceManagersTeamMembers: [manager.id] });
    await allowed(manager, "GET", `/api/${spaceId}/projects`);
    await organisation.space();
    await allowed(undefined, "PUT", url, {
      SpaceManagersTeamMembers: [manager.id, (await server.call("GET", "/api/users/me")).body.Id],
    });
    await organisation.giveTeam(`teams-spacemanagers-${spaceId}`, {
      space: ["EventView"],
      system: ["ConfigureServer"],
      spaceId,
    });
    const SpaceManagersTeamMembers = [manager.id, editor.id];
    await refused("ConfigureServer", editor, "PUT", url, { SpaceManagersTeamMembers });
  });
});

describe("the managers of a space", () => {
  it("are the members of its managers' team, whether the space or the team is changed", async () => {
    const spaceId = await organisation.space();
    const [alice, bob] = [await organisation.person(), await organisation.person()];
    const [space, team] = [
      `/api/spaces/${spaceId}`,
      `/api/${spaceId}/teams/teams-spacemanagers-${spaceId}`,
    ];
    const admin = (await server.call("GET", "/api/users/me")).body.Id;
    expect(await allowed(undefined, "GET", team)).toMatchObject({ MemberUserIds: [admin] });
    await allowed(undefined, "PUT", space, { SpaceManagersTeamMembers: [admin, alice.id] });
    expect(await allowed(undefined, "GET", team)).toMatchObject({
      MemberUserIds: [admin, alice.id],
    });
    await allowed(alice, "PUT", team, { MemberUserIds: [bob.id] });
    expect(await allowed(undefined, "GET", space)).toMatchObject({
      SpaceManagersTeamMembers: [bob.id],
      SpaceManagersTeams: [`teams-spacemanagers-${spaceId}`],
    });
  });

  it("are also the members of other teams that the space lists", async () => {
    const person = await organisation.person();
    const teamId = await organisation.team([person.id]);
    const { Id } = await organisation.make("/api/spaces", {
      Name: organisation.name("Space"),
      SpaceManagersTeams: [teamId],
    });
    await allowed(person, "GET", `/api/${Id}/projects`);
    await allowed(undefined, "PUT", `/api/spaces/${Id}`, { SpaceManagersTeams: [] });
    expect((await server.call("GET", `/api/${Id}/projects`, undefined, person)).status).toBe(404);
    await allowed(undefined, "PUT", `/api/spaces/${Id}`, { SpaceManagersTeams: [teamId] });
    await allowed(person, "GET", `/api/${Id}/projects`);
  });
});

describe("who gave Bob this permission, and when", () => {
  it("is one query", async () => {
    const bob = await organisation.person();
    const teamId = await organisation.team([bob.id]);
    const scopedId = await organisation.giveTeam(teamId, { space: ["ReleaseView"] });
    const roleId = await organisation.role(["ReleaseView"], []);
    const GrantedSpacePermissions = ["ReleaseView", "ReleaseEdit"];
    await allowed(undefined, "PUT", `/api/userroles/${roleId}`, { GrantedSpacePermissions });
    await allowed(undefined, "PUT", `/api/scopeduserroles/${scopedId}`, {
      EnvironmentIds: [],
      ProjectIds: [(await organisation.project()).Id],
    });
    await allowed(undefined, "PUT", `/api/teams/${teamId}`, { MemberUserIds: [] });
    await allowed(undefined, "PUT", `/api/teams/${teamId}`, { MemberUserIds: [bob.id] });
    await allowed(undefined, "DELETE", `/api/teams/${teamId}`);
    const types = "documentTypes=Teams,ScopedUserRoles,UserRoles";
    const { Items } = await allowed(undefined, "GET", `/api/events?regarding=${bob.id}&${types}`);
    const summaries = Items.map(
      ({ Category, DocumentType, Username }: Record<string, string>) =>
        `${Username} ${Category} ${DocumentType}`,
    );
    expect(summaries.toReversed()).toEqual([
      "admin Created Teams",
      "admin Created ScopedUserRoles",
      "admin Modified UserRoles",
      "admin Modified ScopedUserRoles",
      "admin Modified Teams",
      "admin Modified Teams",
      "admin Deleted Teams",
      "admin Deleted ScopedUserRoles",
    ]);
  });

  it("finds the appointment of space managers too", async () => {
    const bob = await organisation.person();
    const teamId = await organisation.team([bob.id]);
    const spaceId = await organisation.space();
    await allowed(undefined, "PUT", `/api/spaces/${spaceId}`, { SpaceManagersTeams: [teamId] });
    const { Items } = await allowed(undefined, "GET", `/api/events?regarding=${bob.id}&take=2`);
    expect(Items[0]).toMatchObject({ DocumentType: "ScopedUserRoles", SpaceId: spaceId });
  });
});
