import { initialRoleOfTeam, spaceManagersTeam, teams } from "@indelible/domain";
import { expect, test } from "vitest";
import { useServer } from "../../../../../test/support/use-server.ts";

const shared = useServer();
const MANAGER_ROLE = initialRoleOfTeam(spaceManagersTeam("").Id);

async function call(method: string, url: string, body?: unknown) {
  const answer = await shared.server.call(method, `/api/${url}`, body);
  expect(answer.status, `${method} ${url}: ${answer.text}`).toBeLessThan(300);
  return answer.body;
}

/** The teams that manage a space by a scoped user role. */
async function managingTeams(space: string): Promise<string[]> {
  const { Items } = await call("GET", `${space}/scopeduserroles?take=1000`);
  return Items.filter(
    ({ UserRoleId, SpaceId }: Record<string, string>) =>
      UserRoleId === MANAGER_ROLE && SpaceId === space,
  ).map(({ TeamId }: Record<string, string>) => TeamId);
}

test("the creator manages a space for which no managers are given", async () => {
  const { Id: admin } = await call("GET", "users/me");
  const alone = await call("POST", "spaces", { Name: "Alone" });
  expect(alone.SpaceManagersTeamMembers).toEqual([admin]);
  const { id } = await shared.organisation.person();
  const members = { Name: "Given", SpaceManagersTeamMembers: [id] };
  expect((await call("POST", "spaces", members)).SpaceManagersTeamMembers).toEqual([id]);
});

test("a team that becomes a manager gets the role, and loses it again", async () => {
  const space = await shared.organisation.space();
  const own = spaceManagersTeam(space).Id;
  const team = await shared.organisation.team([]);
  expect(await managingTeams(space)).toEqual([own]);
  await call("PUT", `spaces/${space}`, { SpaceManagersTeams: [team] });
  expect((await managingTeams(space)).sort()).toEqual([own, team].sort());
  await call("PUT", `spaces/${space}`, { SpaceManagersTeams: [] });
  expect(await managingTeams(space)).toEqual([own]);
});

test("members of a space's managers are those of its team", async () => {
  const space = await shared.organisation.space();
  const { id } = await shared.organisation.person();
  await call("PUT", `spaces/${space}`, { SpaceManagersTeamMembers: [id] });
  const [team] = await shared.server.trail.documentsOf(teams, [spaceManagersTeam(space).Id]);
  expect(team?.body.MemberUserIds).toEqual([id]);
});

test("only what the managers' team holds in addition must be held to add a manager", async () => {
  const { organisation, server } = shared;
  const space = await organisation.space();
  const editor = await organisation.personWith({ system: ["SpaceEdit", "SpaceView"] });
  const add = () => {
    const body = { SpaceManagersTeamMembers: [editor.id] };
    return server.call("PUT", `/api/spaces/${space}`, body, editor);
  };
  await organisation.giveTeam(spaceManagersTeam(space).Id, {
    space: ["EventView"],
    spaceId: space,
  });
  expect([(await add()).status, (await add()).text]).toEqual([
    403,
    expect.stringContaining("Missing permission: EventView"),
  ]);
  await organisation.give([editor.id], { space: ["EventView"], spaceId: space });
  expect((await add()).status).toBe(200);
});

test("a space is deleted only when its task queue is stopped, the default one never", async () => {
  expect(await shared.refused(409, "DELETE", "../spaces/Spaces-1")).toContain(
    "The default space cannot be deleted.",
  );
  const space = await shared.organisation.space();
  expect(await shared.refused(409, "DELETE", `../spaces/${space}`)).toContain("TaskQueueStopped");
  await call("PUT", `spaces/${space}`, { TaskQueueStopped: true });
  await call("DELETE", `spaces/${space}`);
});
