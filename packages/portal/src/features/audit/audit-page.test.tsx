import { expect, it } from "vitest";
import { renderPage } from "../../testing/render.tsx";
import { sampleEvent } from "../../testing/sample-event.ts";
import { collectionOf } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";

const { answers } = stubFetch();

it("shows the filters of the address by name", async () => {
  answers.set("/api/users/all", { body: [{ Id: "Users-21", Username: "alice" }] });
  const page = "/Spaces-1/configuration/audit?users=Users-21";
  const { text } = await renderPage(page);
  expect(text).toContain("Audit");
  expect(text).toContain("Export as CSV");
  expect(text).toContain("User alice");
  expect(text).toContain("Clear all");
});

it("without any event it says so", async () => {
  answers.set("/api/Spaces-1/events?take=30&excludeDifference=true", { body: collectionOf([]) });
  const { text } = await renderPage("/Spaces-1/configuration/audit");
  expect(text).toContain("No events yet");
});

it("reads no event again that has its place in the ledger", async () => {
  const event = sampleEvent({ LedgerIndex: 3 });
  answers.set("/api/Spaces-1/events?take=30&excludeDifference=true", {
    body: collectionOf([event]),
  });
  const { html } = await renderPage("/Spaces-1/configuration/audit");
  expect(html).toContain('aria-label="Events"');
});
