import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { sampleEvent } from "../../testing/sample-event.ts";
import { stubFetch } from "../../testing/stub-fetch.ts";
import { EventFacts } from "./event-facts.tsx";

stubFetch();

it("shows what is known of an event, and leaves out the rest", async () => {
  const event = sampleEvent({
    Message: "Environment Staging was changed",
    MessageReferences: [{ ReferencedDocumentId: "Environments-2", StartIndex: 12, Length: 7 }],
    RelatedDocumentIds: ["Environments-2", "Projects-1"],
    IpAddress: "192.0.2.7",
    CorrelationId: "c-7",
  });
  const { text } = await renderPart(<EventFacts event={event} onFilter={() => undefined} />);
  expect(text).toContain("Who alice Identity Session cookie When");
  expect(text).toContain("IP address 192.0.2.7 User agent Test Event Events-1");
  expect(text).toContain("Operation c-7 Show all its events Related Staging Projects-1");
  expect(text).not.toContain("API key");
  expect(text).not.toContain("Comment");
});

it("an event of the system has no identity but that", async () => {
  const event = sampleEvent({ UserId: "users-system", IdentityEstablishedWith: "" });
  const { text } = await renderPart(<EventFacts event={event} onFilter={() => undefined} />);
  expect(text).toContain("Identity System");
});

it("an act with an API key leads to everything that was done with it", async () => {
  const event = sampleEvent({ ApiKeyId: "ApiKeys-3", ApiKeyHint: "API-AB" });
  const { text } = await renderPart(<EventFacts event={event} onFilter={() => undefined} />);
  expect(text).toContain("API key API-AB Show all its events");
});
