import { expect, it } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { collectionOf } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";

const { answers } = stubFetch();
const list = "/api/Spaces-1/environments?skip=0&take=20";

it("an empty list says so", async () => {
  answers.set(list, { body: collectionOf([]) });
  expect((await renderPage("/Spaces-1/environments")).text).toContain("No environments yet.");
});

it("a search is in the address and is sent to the server", async () => {
  answers.set(`${list}&partialName=sta`, { body: collectionOf([]) });
  const { text, html } = await renderPage("/Spaces-1/environments?q=sta");
  expect(html).toContain('value="sta"');
  expect(text).toContain("No name contains the search text.");
});

it("a long list has pages", async () => {
  const body = { ...collectionOf([{ Id: "Environments-21", Name: "Last" }]), TotalResults: 21 };
  answers.set("/api/Spaces-1/environments?skip=20&take=20", { body });
  const { text, html } = await renderPage("/Spaces-1/environments?page=2");
  expect(text).toContain("1 of 21");
  expect(html).toContain('aria-label="next page"');
});

it("a list that fails says why", async () => {
  answers.set(list, { status: 500, body: { ErrorMessage: "Out of order.", Errors: [] } });
  const { text } = await renderPage("/Spaces-1/environments");
  expect(text).toContain("Environments could not be read Out of order.");
});
