import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { sampleEvent } from "../../testing/sample-event.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { EventRow } from "./event-row.tsx";

const { answers } = stubFetch();
const none = () => undefined;

function row(event = sampleEvent({ LedgerIndex: 3 }), opened = false) {
  return (
    <EventRow
      event={event}
      position={2}
      total={9}
      opened={opened}
      onToggle={none}
      onFilter={none}
    />
  );
}

it("shows time, message, user, type and place in the ledger", async () => {
  const { text, html } = await renderPart(row());
  expect(text).toContain("2 hours ago");
  expect(text).toContain("Environment Staging was changed");
  expect(text).toContain("alice · Environment");
  expect(text).toContain("provable, ledger entry 3");
  expect(html).toContain('aria-posinset="2" aria-setsize="9"');
});

it("marks service accounts and events of the system", async () => {
  const event = sampleEvent({ LedgerIndex: 3, IsService: true, SpaceId: null });
  const { text } = await renderPart(row(event));
  expect(text).toContain("service account");
  expect(text).toContain("· system ·");
});

it("shows its details when it is open", async () => {
  const event = sampleEvent({ LedgerIndex: 3 });
  answers.set("/api/events/Events-1", { body: event });
  const { text } = await renderPart(row(event, true));
  expect(text).toContain("This event changed no document.");
});
