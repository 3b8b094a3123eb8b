import { expect, it } from "vitest";
import { renderPart } from "../../testing/render.tsx";
import { sampleEvent } from "../../testing/sample-event.ts";
import { EventMessage } from "./event-message.tsx";

it("the documents in a message are links", async () => {
  const event = sampleEvent({
    MessageReferences: [{ ReferencedDocumentId: "Environments-2", StartIndex: 12, Length: 7 }],
  });
  const { html } = await renderPart(<EventMessage event={event} />);
  expect(html).toMatch(/href="\/Spaces-1\/environments\/Environments-2"[^>]*>Staging<\/a>/);
  expect(html).toContain("Environment </span>");
});
