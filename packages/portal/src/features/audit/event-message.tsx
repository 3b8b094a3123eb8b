import type { EventResource } from "../../model/answers/resources.ts";
import { DocumentLink } from "../../ui/document-link.tsx";
import { messageParts } from "./message-parts.ts";

/** An event's message with a link for each document it names. */
export function EventMessage({ event }: { event: EventResource }) {
  let position = 0;
  return messageParts(event.Message, event.MessageReferences).map((part) => {
    const key = position;
    position += part.text.length;
    return part.documentId === undefined ? (
      <span key={key}>{part.text}</span>
    ) : (
      <DocumentLink key={key} id={part.documentId} spaceId={event.SpaceId}>
        {part.text}
      </DocumentLink>
    );
  });
}
