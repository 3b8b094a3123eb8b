import { expect, it } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { stubFetch } from "../../testing/stub-fetch.ts";

const { answers } = stubFetch();

it("a ledger that cannot be read says why", async () => {
  answers.set("/api/ledger", { status: 403, body: { ErrorMessage: "Not for you.", Errors: [] } });
  const { text } = await renderPage("/Spaces-1/configuration/ledger");
  expect(text).toContain("The ledger could not be read Not for you.");
});
