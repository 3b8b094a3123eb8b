import { expect, it } from "vitest";
import { renderPart, VIEWER } from "../../testing/render.tsx";
import { ALICE, permissionsOf, ROBOT } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { UserActions } from "./user-actions.tsx";

const { answers } = stubFetch();

it.each([
  ["a person", ALICE, "Edit Reset password Deactivate"],
  ["a deactivated service account", ROBOT, "Edit Activate"],
  ["oneself", VIEWER, "Edit Change password"],
])("an administrator can change %s", async (_, user, actions) => {
  answers.set("/api/users/me/permissions", { body: permissionsOf([], ["UserEdit"]) });
  expect((await renderPart(<UserActions user={user} />)).text).toBe(actions);
});

it("nobody else can", async () => {
  answers.set("/api/users/me/permissions", { body: permissionsOf(["EventView"]) });
  expect((await renderPart(<UserActions user={ALICE} />)).text).toBe("");
});
