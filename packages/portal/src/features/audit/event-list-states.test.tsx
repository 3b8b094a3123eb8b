import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { EventsEmpty, EventsPending } from "./event-list-states.tsx";

const none = () => undefined;

it("an empty list offers to clear the filters, if there are any", async () => {
  const all = await renderPart(<EventsEmpty filters={{}} onFilter={none} />);
  expect(all.text).toBe("No events yet Changes appear here as soon as they are made.");
  const some = await renderPart(<EventsEmpty filters={{ users: ["Users-1"] }} onFilter={none} />);
  expect(some.text).toMatch(/^No event matches .* Clear all filters$/);
});

it("a list that loads is marked as busy", async () => {
  expect((await renderPart(<EventsPending />)).html).toContain('aria-busy="true"');
});
