import { expect, it } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import {
  ALICE,
  collectionOf,
  permissionsOf,
  ROLE,
  SCOPED_ROLE,
  TEAM,
} from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";

const { answers } = stubFetch();
const path = "/api/Spaces-1/teams/Teams-2";

it("shows members and roles by name, and what may be changed", async () => {
  answers.set(path, { body: TEAM });
  answers.set(`${path}/scopeduserroles?spaces=all&take=1000`, {
    body: collectionOf([SCOPED_ROLE]),
  });
  answers.set("/api/users/all", { body: [ALICE] });
  answers.set("/api/userroles/all", { body: [ROLE] });
  answers.set("/api/users/me/permissions", { body: permissionsOf(["TeamEdit", "TeamDelete"]) });
  const { text, html } = await renderPage("/Spaces-1/teams/Teams-2");
  expect(text).toContain("Shopkeepers Teams-2 Edit Delete");
  expect(text).toContain("Members Add members Name Alice");
  expect(html).toContain('aria-label="Remove Alice"');
  expect(text).toContain("Trail reader");
});

it("a built-in team offers nothing that the server refuses", async () => {
  const builtIn = { ...TEAM, CanBeDeleted: false, CanBeRenamed: false, CanChangeMembers: false };
  answers.set(path, { body: { ...builtIn, CanChangeRoles: false } });
  answers.set("/api/users/me/permissions", { body: permissionsOf(["TeamEdit", "TeamDelete"]) });
  const { text } = await renderPage("/Spaces-1/teams/Teams-2");
  expect(text).toContain("Built in");
  for (const action of ["Edit", "Delete", "Add members", "Add role"])
    expect(text).not.toContain(action);
});
