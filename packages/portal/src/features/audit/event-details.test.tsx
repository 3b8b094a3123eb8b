import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { sampleEvent } from "../../testing/sample-event.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { EventDetails } from "./event-details.tsx";

const { answers } = stubFetch();
const none = () => undefined;
const details = { DocumentContext: { Name: "Staging" }, Differences: [] };

it.each([
  ["Created", "As it was created"],
  ["Deleted", "As it was when deleted"],
  ["Modified", "What changed"],
])("an event of category %s shows: %s", async (Category, title) => {
  const event = sampleEvent({ Category, LedgerIndex: 3 });
  answers.set("/api/events/Events-1", { body: { ...event, ChangeDetails: details } });
  const { text } = await renderPart(<EventDetails event={event} onFilter={none} />);
  expect(text).toContain(title);
  expect(text).toContain("Name Staging");
  expect(text).toContain("Verify in this browser");
});

it("says why the changes cannot be read", async () => {
  answers.set("/api/events/Events-1", { status: 500 });
  const { text } = await renderPart(
    <EventDetails event={sampleEvent({ LedgerIndex: 3 })} onFilter={none} />,
  );
  expect(text).toContain("What changed could not be read");
});
