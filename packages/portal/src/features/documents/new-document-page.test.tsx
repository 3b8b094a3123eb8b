import { expect, it } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";

const { answers } = stubFetch();

it("the page of a new document has a form with the controls of its schema", async () => {
  answers.set("/api/Spaces-1/lifecycles/all", { body: [{ Id: "Lifecycles-1", Name: "Steady" }] });
  const { text, html } = await renderPage("/Spaces-1/projects/new");
  expect(text).toContain("Projects / Add project Add project Name *");
  expect(text).toContain("Lifecycle *");
  expect(html).toMatch(/<form[^>]*aria-label="Project"/);
});

it("a kind that cannot be created has no form", async () => {
  const { text, html } = await renderPage("/Spaces-1/variables/new");
  expect(text).toContain("Variable sets cannot be created or edited here.");
  expect(html).not.toContain("<form");
});
