import { expect, it } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { collectionOf, permissionsOf, ROLE } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";

const { answers } = stubFetch();

it("roles are listed; those who may create one find the way", async () => {
  answers.set("/api/userroles?skip=0&take=20", { body: collectionOf([ROLE]) });
  answers.set("/api/users/me/permissions", { body: permissionsOf([], ["UserRoleEdit"]) });
  const { text } = await renderPage("/Spaces-1/userroles");
  expect(text).toContain("Add user role");
  expect(text).toContain("Trail reader");
});
