import { describe, expect, it } from "vitest";
import type { Collection, EventResource } from "../model/answers/resources.ts";
import { sampleEvent } from "../testing/sample-event.ts";
import { stubFetch } from "../testing/stub-fetch.ts";
import { eventKeys, eventQuery, eventsOfPages, eventsQuery, pauseBeforeCheck } from "./events.ts";
import { createQueryClient } from "./query-client.ts";

const { answers, seen } = stubFetch();
const page = (ids: readonly number[], next?: string): Collection<EventResource> => ({
  ItemType: "Event",
  TotalResults: 4,
  ItemsPerPage: 2,
  Items: ids.map((id) => sampleEvent({ Id: `Events-${id}` })),
  Links: next ? { "Page.Next": next } : {},
});

describe("events", () => {
  const first = "/api/Spaces-1/events?take=30&excludeDifference=true";

  it("are read along the links, to the last page", async () => {
    answers.set(first, { body: page([4, 3], "/api/Spaces-1/events?skip=2") });
    answers.set("/api/Spaces-1/events?skip=2", { body: page([2, 1]) });
    const data = await createQueryClient().fetchInfiniteQuery({
      ...eventsQuery("Spaces-1", {}),
      pages: 5,
    });
    expect(eventsOfPages(data.pages).map((event) => event.Id)).toEqual([
      "Events-4",
      "Events-3",
      "Events-2",
      "Events-1",
    ]);
    expect(seen).toHaveLength(2);
  });

  it("appear once when a page shifted under the reader", () => {
    const ids = eventsOfPages([page([4, 3]), page([3, 2])]).map((event) => event.Id);
    expect(ids).toEqual(["Events-4", "Events-3", "Events-2"]);
    expect(eventsOfPages(undefined)).toEqual([]);
  });

  it("have one key for the same filters, however they were written", () => {
    expect(eventKeys.list("Spaces-1", { users: ["Users-1"] })).toEqual(
      eventKeys.list("Spaces-1", { users: ["Users-1"], projects: [] }),
    );
  });

  it("are read one by one, in full", async () => {
    answers.set("/api/events/Events-7", { body: sampleEvent({ Id: "Events-7" }) });
    expect(await createQueryClient().fetchQuery(eventQuery("Events-7"))).toMatchObject({
      Id: "Events-7",
    });
  });

  it("are looked at again until they are in the ledger, less and less often, then no more", () => {
    const waiting = sampleEvent({ LedgerIndex: null });
    const pauses = [1, 2, 3, 4, 5, 6].map((reads) => pauseBeforeCheck(waiting, reads));
    expect(pauses.slice(0, 5)).toEqual([1_500, 3_000, 4_500, 6_000, 7_500]);
    expect(pauses[5]).toBe(false);
    expect(pauseBeforeCheck(sampleEvent({ LedgerIndex: 0 }), 1)).toBe(false);
    expect(pauseBeforeCheck(undefined, 0)).toBe(false);
  });
});
