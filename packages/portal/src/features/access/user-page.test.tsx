import { expect, it } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { ALICE, collectionOf, permissionsOf } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";

const { answers } = stubFetch();

it("shows account, teams, permissions and, to administrators, API keys", async () => {
  answers.set("/api/users/Users-7", { body: ALICE });
  answers.set("/api/users/me/permissions", { body: permissionsOf([], ["UserEdit"]) });
  answers.set("/api/users/Users-7/permissions", { body: permissionsOf(["EventView"]) });
  answers.set("/api/users/Users-7/teams", { body: [] });
  answers.set("/api/users/Users-7/apikeys?take=1000", { body: collectionOf([]) });
  const { text } = await renderPage("/Spaces-1/users/Users-7");
  expect(text).toContain("Username alice Email alice@example.org Kind Person State Active");
  expect(text).toContain("Teams In no team that you may see.");
  expect(text).toContain("1 permission");
  expect(text).toContain("API keys New API key No API key yet.");
  expect(text).toContain("Edit Reset password Deactivate");
});

it("others see no keys and can change nothing", async () => {
  answers.set("/api/users/Users-7", { body: ALICE });
  answers.set("/api/users/me/permissions", { body: permissionsOf([], ["UserView"]) });
  const { text } = await renderPage("/Spaces-1/users/Users-7");
  expect(text).not.toContain("API keys");
  expect(text).not.toContain("Deactivate");
});
