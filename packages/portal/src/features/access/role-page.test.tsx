import { expect, it } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { permissionsOf, ROLE } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";

const { answers } = stubFetch();

it("shows the permissions of a role with their descriptions", async () => {
  answers.set("/api/userroles/UserRoles-5", { body: ROLE });
  answers.set("/api/users/me/permissions", { body: permissionsOf([], ["UserRoleEdit"]) });
  answers.set("/api/permissions/all", { body: { EventView: { Description: "See events" } } });
  const { text } = await renderPage("/Spaces-1/userroles/UserRoles-5");
  expect(text).toContain("Trail reader UserRoles-5 Edit Delete");
  expect(text).toContain("In a space (2) EventView See events ProjectView");
  expect(text).toContain("At system level (1) UserView");
});

it("a built-in role cannot be changed", async () => {
  answers.set("/api/userroles/UserRoles-5", { body: { ...ROLE, CanBeDeleted: false } });
  answers.set("/api/users/me/permissions", { body: permissionsOf([], ["UserRoleEdit"]) });
  const { text } = await renderPage("/Spaces-1/userroles/UserRoles-5");
  expect(text).toContain("Built in");
  expect(text).not.toContain("Edit");
});
