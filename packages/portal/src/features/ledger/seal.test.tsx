import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { sampleEvent } from "../../testing/sample-event.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { Seal } from "./seal.tsx";

const { answers } = stubFetch();

it("an event of the ledger shows its place", async () => {
  const { text } = await renderPart(<Seal event={sampleEvent({ LedgerIndex: 7 })} />);
  expect(text).toBe("7 provable, ledger entry 7");
});

it("an event without a place is read again, and is recorded until it has one", async () => {
  const event = sampleEvent({ LedgerIndex: null });
  answers.set("/api/events/Events-1", { body: event });
  expect((await renderPart(<Seal event={event} />)).text).toBe("recorded");
  answers.set("/api/events/Events-1", { body: { ...event, LedgerIndex: 8 } });
  expect((await renderPart(<Seal event={event} />)).text).toContain("ledger entry 8");
});
