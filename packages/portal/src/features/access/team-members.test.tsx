import { EVERYONE } from "@indelible/domain";
import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { permissionsOf, TEAM } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { TeamMembers } from "./team-members.tsx";

const { answers } = stubFetch();

it.each([
  [{ ...TEAM, MemberUserIds: [] }, "Members This team has no members yet."],
  [{ ...TEAM, Id: EVERYONE.Id }, "Members Every user is a member of this team."],
  [TEAM, "Members Name Users-7"],
])("the members of a team", async (team, text) => {
  expect((await renderPart(<TeamMembers team={team} />)).text).toBe(text);
});

it("are changed by those who may edit the team", async () => {
  answers.set("/api/users/me/permissions", { body: permissionsOf(["TeamEdit"]) });
  const { text, html } = await renderPart(<TeamMembers team={TEAM} />);
  expect(text).toContain("Add members");
  expect(html).toContain('aria-label="Remove Users-7"');
});
