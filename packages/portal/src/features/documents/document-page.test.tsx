import { expect, it } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { permissionsOf } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";

const { answers } = stubFetch();
const path = "/api/Spaces-1/environments/Environments-1";
const page = "/Spaces-1/environments/Environments-1";

it("shows the properties of a document and its history", async () => {
  answers.set(path, { body: { Id: "Environments-1", Name: "Staging", UseGuidedFailure: true } });
  const { text } = await renderPage(page);
  expect(text).toContain("Environments / Environment Staging Environments-1");
  expect(text).toContain("Use guided failure yes");
  expect(text).toContain("History Open in Audit");
});

it("offers what the viewer may do, and nothing else", async () => {
  const body = { Id: "Environments-1", Name: "Staging", SpaceId: "Spaces-1" };
  answers.set(path, { body });
  answers.set("/api/users/me/permissions", { body: permissionsOf(["EnvironmentEdit"]) });
  const { html, text } = await renderPage(page);
  expect(html).toContain(`href="${page}/edit"`);
  expect(text).not.toContain("Delete");
});

it("a deleted document still has its history", async () => {
  answers.set(path, { status: 404, body: { ErrorMessage: "Gone.", Errors: [] } });
  const { text } = await renderPage(page);
  expect(text).toContain("This environment was deleted, or you do not have permission to see it.");
  expect(text).toContain("History");
});
