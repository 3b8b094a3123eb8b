import { expect, it } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { collectionOf, permissionsOf } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";

const { answers } = stubFetch();
const staging = { Id: "Environments-1", Name: "Staging", Description: "As production" };
const list = "/api/Spaces-1/environments?skip=0&take=20";

it("a list shows its documents as links, and who may create one finds the way", async () => {
  answers.set("/api/users/me/permissions", {
    body: permissionsOf(["EnvironmentView", "EnvironmentCreate"]),
  });
  answers.set(list, { body: collectionOf([staging]) });
  const { html, text } = await renderPage("/Spaces-1/environments");
  expect(html).toContain('href="/Spaces-1/environments/Environments-1"');
  expect(html).toContain('href="/Spaces-1/environments/new"');
  expect(text).toContain("Name Description Id Staging As production Environments-1 1 of 1");
});

it("a viewer without the permission is not offered to create one", async () => {
  answers.set("/api/users/me/permissions", { body: permissionsOf(["EnvironmentView"]) });
  answers.set(list, { body: collectionOf([staging]) });
  expect((await renderPage("/Spaces-1/environments")).text).not.toContain("Add environment");
});
