import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { collectionOf, permissionsOf, ROLE, SCOPED_ROLE, TEAM } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { TeamRoles } from "./team-roles.tsx";

const { answers } = stubFetch();
const path = "/api/Spaces-1/teams/Teams-2/scopeduserroles?spaces=all&take=1000";

it("a role is shown with its space and its limits", async () => {
  answers.set(path, { body: collectionOf([SCOPED_ROLE]) });
  answers.set("/api/userroles/all", { body: [ROLE] });
  answers.set("/api/Spaces-1/projects/all", { body: [{ Id: "Projects-1", Name: "Web shop" }] });
  answers.set("/api/users/me/permissions", { body: permissionsOf(["TeamEdit"]) });
  const { text, html } = await renderPart(<TeamRoles team={TEAM} />);
  expect(text).toContain("Roles Add role Role Where Limited to Trail reader Spaces-1");
  expect(text).toContain("Projects: Web shop");
  expect(html).toContain('aria-label="Edit Trail reader"');
});

it("a team without roles says so", async () => {
  answers.set(path, { body: collectionOf([]) });
  expect((await renderPart(<TeamRoles team={TEAM} />)).text).toContain(
    "This team has no roles yet.",
  );
});
