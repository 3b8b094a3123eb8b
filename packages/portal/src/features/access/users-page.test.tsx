import { expect, it } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { ALICE, collectionOf, permissionsOf, ROBOT } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";

const { answers } = stubFetch();

it("users are listed with their kind and state", async () => {
  answers.set("/api/users?skip=0&take=20", { body: collectionOf([ALICE, ROBOT]) });
  answers.set("/api/users/me/permissions", { body: permissionsOf([], ["UserView", "UserEdit"]) });
  const { text } = await renderPage("/Spaces-1/users");
  expect(text).toContain("Users Add user");
  expect(text).toContain("Alice alice Person alice@example.org Active");
  expect(text).toContain("Deploy bot deploy-bot Service account Deactivated");
});

it("a viewer without the permission sees which one is required", async () => {
  answers.set("/api/users?skip=0&take=20", { status: 403 });
  const { text } = await renderPage("/Spaces-1/users");
  expect(text).toContain("You need the permission UserView to see this.");
  expect(text).not.toContain("Add user");
});
