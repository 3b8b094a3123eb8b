import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { UserTeams } from "./user-teams.tsx";

const { answers } = stubFetch();

it("says where a team is and whether the user is listed in it", async () => {
  answers.set("/api/spaces/all", { body: [{ Id: "Spaces-1", Name: "Default", IsDefault: true }] });
  answers.set("/api/users/Users-7/teams", {
    body: [
      { Id: "Teams-2", Name: "Shopkeepers", SpaceId: "Spaces-1", IsDirectlyAssigned: true },
      { Id: "teams-everyone", Name: "Everyone", SpaceId: null, IsDirectlyAssigned: false },
    ],
  });
  const { text } = await renderPart(<UserTeams userId="Users-7" />);
  expect(text).toContain("Shopkeepers Default Member");
  expect(text).toContain("Everyone System All users are members");
});

it("says why the teams cannot be read", async () => {
  answers.set("/api/users/Users-7/teams", { status: 500 });
  expect((await renderPart(<UserTeams userId="Users-7" />)).text).toContain(
    "The teams could not be read",
  );
});
