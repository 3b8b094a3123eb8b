import { expect, it } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { collectionOf } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";

const { answers } = stubFetch();

it("shows the viewer's own keys", async () => {
  answers.set("/api/users/Users-1/apikeys?take=1000", { body: collectionOf([]) });
  const { text } = await renderPage("/Spaces-1/account/api-keys");
  expect(text).toContain("Your API keys");
  expect(text).toContain("No API key yet.");
});
