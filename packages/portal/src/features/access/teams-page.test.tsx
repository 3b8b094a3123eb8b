import { EVERYONE } from "@indelible/domain";
import { expect, it } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { collectionOf, permissionsOf, TEAM } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";

const { answers } = stubFetch();

it("teams are listed with where they are and how many members they have", async () => {
  const everyone = {
    ...TEAM,
    Id: EVERYONE.Id,
    Name: "Everyone",
    SpaceId: null,
    CanBeDeleted: false,
  };
  answers.set("/api/Spaces-1/teams?skip=0&take=20", { body: collectionOf([TEAM, everyone]) });
  answers.set("/api/users/me/permissions", { body: permissionsOf(["TeamView", "TeamCreate"]) });
  const { text } = await renderPage("/Spaces-1/teams");
  expect(text).toContain("Teams Add team");
  expect(text).toContain("Shopkeepers Spaces-1 1");
  expect(text).toContain("Everyone System All users Built in");
});
