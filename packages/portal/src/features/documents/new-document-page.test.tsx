import { expect, it } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";

const { answers } = stubFetch();

it("the page of a new document has a form with the controls of its schema", async () => {
  answers.set("/api/Spaces-1/lifecycles/all", { body: [{ Id: "Lifecycles-1", Name: "Steady" }] });
  const { text, html } = await renderPage("/Spaces-1/projects/new");
  expect(text).toContain("Add project");
  expect(text).toContain("Project group");
  expect(html).toContain("<form");
});
