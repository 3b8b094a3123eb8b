import { expect, test } from "vitest";
import { useServer } from "../../../../../test/support/use-server.ts";

const shared = useServer();

async function get(url: string, { key }: { readonly key: string }) {
  const answer = await shared.server.call("GET", `/api/${url}`, undefined, { key });
  expect(answer.status, `GET ${url}: ${answer.text}`).toBe(200);
  return answer.body;
}

const idsOf = (items: { Id: string }[]) => items.map(({ Id }) => Id).sort();

test("users see themselves, by `me` and by id", async () => {
  const person = await shared.organisation.person();
  const self = await get("users/me", person);
  expect(self).toMatchObject({ Id: person.id, IsRequestor: true, CanPasswordBeEdited: false });
  expect(await get(`users/${person.id}/permissions`, person)).toEqual(
    await get("users/me/permissions", person),
  );
});

test("the permissions of another user require UserView", async () => {
  const { organisation } = shared;
  const [person, other] = [await organisation.person(), await organisation.person()];
  for (const id of [other.id, "Users-999"]) {
    const url = `../users/${id}/permissions`;
    expect(await shared.refused(403, "GET", url, undefined, person)).toContain("UserView");
  }
  const viewer = await organisation.personWith({ system: ["UserView"] });
  await get(`users/${other.id}/permissions`, viewer);
  expect(await shared.refused(404, "GET", "../users/Users-999/permissions")).toContain("Users-999");
});

test("what the caller may not know is left out, and the answer says that it is not all", async () => {
  const { organisation } = shared;
  const hidden = await organisation.space();
  const person = await organisation.personWith(
    { space: ["EventView"] },
    { space: ["TaskView"], spaceId: hidden },
  );
  const viewer = await organisation.personWith(
    { system: ["UserView"] },
    { space: ["ProjectView"] },
  );
  const own = await get("users/me/permissions", person);
  const seen = await get(`users/${person.id}/permissions`, viewer);
  expect(Object.keys(own.SpacePermissions)).toEqual(
    expect.arrayContaining(["EventView", "TaskView"]),
  );
  expect(seen.SpacePermissions).toHaveProperty("EventView");
  expect(seen.SpacePermissions).not.toHaveProperty("TaskView");
  expect([own.IsPermissionsComplete, seen.IsPermissionsComplete]).toEqual([true, false]);
  expect(idsOf(await get("users/me/spaces", person))).toEqual(["Spaces-1", hidden].sort());
  expect(idsOf(await get(`users/${person.id}/spaces`, viewer))).toEqual(["Spaces-1"]);
});

test("teams and memberships are the same teams", async () => {
  const person = await shared.organisation.person();
  const team = await shared.organisation.team([person.id]);
  expect(idsOf(await get("users/me/teams", person))).toEqual([team, "teams-everyone"].sort());
  const memberships = await get(`teammembership?userId=${person.id}`, person);
  expect(memberships).toContainEqual(
    expect.objectContaining({ TeamId: team, UserId: person.id, IsDirectlyAssigned: true }),
  );
  expect(memberships).toContainEqual(
    expect.objectContaining({ TeamId: "teams-everyone", IsDirectlyAssigned: false }),
  );
  expect(await shared.refused(400, "GET", "../teammembership")).toContain("userId is required.");
});
