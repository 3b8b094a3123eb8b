import { expect, it } from "vitest";
import { renderPage, renderPart } from "../testing/render.tsx";
import { stubFetch } from "../testing/stub-fetch.ts";
import { ErrorNote, ErrorPage } from "./error-page.tsx";

stubFetch();

it("an error is announced, with a button to try again where that can help", async () => {
  const error = new TypeError("The server does not answer.");
  const fatal = await renderPart(<ErrorNote title="Not saved" error={error} />);
  expect(fatal.text).toBe("Not saved The server does not answer.");
  expect(fatal.html).toContain('role="alert"');
  const retried = await renderPart(
    <ErrorNote title="Not saved" error="odd" onRetry={() => undefined} />,
  );
  expect(retried.text).toBe("Not saved odd Try again");
});

it("a page that fails says why", async () => {
  const error = new TypeError("No such thing.");
  const { text } = await renderPart(<ErrorPage error={error} reset={() => undefined} />);
  expect(text).toBe("This page could not be shown No such thing. Try again");
});

it("an unknown address says so", async () => {
  const { text } = await renderPage("/Spaces-1/a/b/c/d");
  expect(text).toContain("Page not found");
});
