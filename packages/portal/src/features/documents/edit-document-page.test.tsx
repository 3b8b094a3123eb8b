import { expect, it } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";

const { answers } = stubFetch();
const path = "/api/Spaces-1/environments/Environments-1";

it("the form begins with the values of the document", async () => {
  answers.set(path, { body: { Id: "Environments-1", Name: "Staging", SortOrder: 7 } });
  const { text, html } = await renderPage("/Spaces-1/environments/Environments-1/edit");
  expect(text).toContain("Edit Staging");
  expect(html).toContain('value="Staging"');
  expect(html).toContain('value="7"');
  expect(text).toMatch(/Cancel Save$/);
});

it("a document that cannot be read says why", async () => {
  answers.set(path, { status: 500, body: { ErrorMessage: "Out of order.", Errors: [] } });
  const { text } = await renderPage("/Spaces-1/environments/Environments-1/edit");
  expect(text).toContain("The environment could not be read Out of order. Try again");
});
