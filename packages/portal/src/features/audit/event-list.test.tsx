import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { sampleEvent } from "../../testing/sample-event.ts";
import { collectionOf } from "../../testing/samples.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { EventList } from "./event-list.tsx";

const { answers } = stubFetch();
const path = "/api/Spaces-1/events?take=30&excludeDifference=true";
const list = <EventList filters={{}} onFilter={() => undefined} />;

it("offers more events while there are more", async () => {
  const events = [sampleEvent({ LedgerIndex: 3 })];
  answers.set(path, { body: collectionOf(events, "/api/Spaces-1/events?skip=30") });
  expect((await renderPart(list)).text).toContain("Load more");
  answers.set(path, { body: collectionOf(events) });
  expect((await renderPart(list)).text).not.toContain("Load more");
});

it("says why the events cannot be read", async () => {
  answers.set(path, { status: 500, body: { ErrorMessage: "Out of order.", Errors: [] } });
  expect((await renderPart(list)).text).toContain("The events could not be read Out of order.");
});
