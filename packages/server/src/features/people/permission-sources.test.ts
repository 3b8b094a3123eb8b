import { randomBytes } from "node:crypto";
import { masterKeySealer } from "@indelible/trail";
import { expect, test } from "vitest";
import { ADMIN_KEY, TEST_MASTER_KEY } from "../../../../../test/support/server.ts";
import { useServer } from "../../../../../test/support/use-server.ts";
import { digestsOfKey } from "./api-key.ts";
import { loadAccess, loadAccessByKey, teamIdsOf } from "./permission-sources.ts";

const shared = useServer();
const sealer = masterKeySealer(TEST_MASTER_KEY, randomBytes);

test("a user is loaded with their teams and what these give", async () => {
  const { database, organisation } = shared;
  const { id } = await organisation.person();
  const team = await organisation.give([id], { space: ["EventView"] });
  const { user, apiKey, permissions, teams } = await loadAccess(database, id);
  expect(user?.id).toBe(id);
  expect(apiKey).toBeUndefined();
  expect([...permissions]).toContainEqual(["EventView", [{ spaceId: "Spaces-1" }]]);
  const direct = Object.fromEntries(teams.map((one) => [one.Id, one.IsDirectlyAssigned]));
  expect(direct).toEqual({ [team]: true, "teams-everyone": false });
  expect((await teamIdsOf(database, id)).sort()).toEqual([team, "teams-everyone"].sort());
});

test("a project group stands for its projects", async () => {
  const { database, organisation } = shared;
  const [project, other] = [await organisation.project(), await organisation.project()];
  const { id } = await organisation.person();
  const scope = { ProjectGroupIds: [project.ProjectGroupId] };
  await organisation.give([id], { space: ["ProjectView"], scope });
  const [grant] = (await loadAccess(database, id)).permissions.get("ProjectView") ?? [];
  expect(grant?.projects).toEqual([project.Id]);
  expect(grant?.projects).not.toContain(other.Id);
});

test("a user is found by the digest of a key", async () => {
  const { user, apiKey } = await loadAccessByKey(shared.database, digestsOfKey(sealer, ADMIN_KEY));
  expect(user?.body.Username).toBe("admin");
  expect(apiKey?.body.UserId).toBe(user?.id);
});

test.each([
  ["a user", () => loadAccess(shared.database, "Users-999")],
  ["a key", () => loadAccessByKey(shared.database, digestsOfKey(sealer, "API-UNKNOWN"))],
])("%s that does not exist has no user, and only the team Everyone", async (_, load) => {
  const { user, apiKey, permissions, teams } = await load();
  expect([user, apiKey, permissions.size]).toEqual([undefined, undefined, 0]);
  expect(teams.map(({ Id }) => Id).filter((id) => id !== "teams-everyone")).toEqual([]);
});
