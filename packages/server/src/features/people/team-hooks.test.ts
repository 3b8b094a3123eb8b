import { spaceManagersTeam } from "@indelible/domain";
import { expect, test } from "vitest";
import { useServer } from "../../../../../test/support/use-server.ts";

const shared = useServer();

test("a built-in team cannot be deleted, nor renamed, nor its fixed members changed", async () => {
  expect(await shared.refused(409, "DELETE", "teams/teams-administrators")).toContain(
    "is built in and cannot be deleted",
  );
  const renamed = { Name: "Others" };
  expect(await shared.refused(400, "PUT", "teams/teams-administrators", renamed)).toContain(
    "cannot be renamed",
  );
  const { id } = await shared.organisation.person();
  const changed = { MemberUserIds: [id] };
  expect(await shared.refused(400, "PUT", "teams/teams-everyone", changed)).toContain(
    "The members of the built-in team 'Everyone' cannot be changed.",
  );
});

test("a caller who adds a member must hold what the team gives", async () => {
  const { organisation } = shared;
  const editor = await organisation.personWith({ system: ["TeamEdit", "TeamView"] });
  const team = await organisation.team([editor.id]);
  const { id } = await organisation.person();
  const edit = { MemberUserIds: [editor.id, id] };
  const before = await shared.server.call("PUT", `/api/teams/${team}`, edit, editor);
  expect(before.status, before.text).toBe(200);
  await organisation.giveTeam(team, { space: ["EventView"] });
  const other = await organisation.personWith({ system: ["TeamEdit", "TeamView"] });
  const more = { MemberUserIds: [editor.id, id, other.id] };
  expect(await shared.refused(403, "PUT", `teams/${team}`, more, other)).toContain(
    "Missing permission: EventView",
  );
  const fewer = { MemberUserIds: [] };
  expect(await shared.refused(403, "PUT", `teams/${team}`, fewer, other)).toContain(
    "Users and teams with permissions that you do not have cannot be changed by you.",
  );
  const same = await shared.server.call("PUT", `/api/teams/${team}`, edit, other);
  expect(same.status, same.text).toBe(200);
});

test("a space shows the members of its managers' team, in the same commit", async () => {
  const { server, organisation } = shared;
  const space = await organisation.space();
  const { id } = await organisation.person();
  const url = `/api/${space}/teams/${spaceManagersTeam(space).Id}`;
  const { body: admin } = await server.call("GET", "/api/users/me");
  const members = [admin.Id, id];
  const changed = await server.call("PUT", url, { MemberUserIds: members });
  expect(changed.status, changed.text).toBe(200);
  const { body } = await server.call("GET", `/api/spaces/${space}`);
  expect(body.SpaceManagersTeamMembers).toEqual(members);
  const [event] = (await server.call("GET", `/api/events?regarding=${space}`)).body.Items;
  const together = `/api/events?correlationId=${event.CorrelationId}`;
  const { Items } = (await server.call("GET", together)).body;
  expect(Items.map((one: { DocumentType: string }) => one.DocumentType).sort()).toEqual([
    "Spaces",
    "Teams",
  ]);
});
