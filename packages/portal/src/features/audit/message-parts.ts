import type { MessageReference } from "../../model/answers/resources.ts";

/** A piece of an event's message; `documentId` is present when the piece names a document. */
export interface MessagePart {
  readonly text: string;
  readonly documentId?: string;
}

/**
 * Splits a message at its references (0-based character spans). The texts of the parts, joined,
 * are the message. Spans that overlap an earlier one or leave the message are ignored, so a wrong
 * span costs a link and never a character.
 */
export function messageParts(
  message: string,
  references: readonly MessageReference[],
): MessagePart[] {
  const parts: MessagePart[] = [];
  let position = 0;
  for (const span of [...references].sort((a, b) => a.StartIndex - b.StartIndex)) {
    const end = span.StartIndex + span.Length;
    if (span.StartIndex < position || span.Length <= 0 || end > message.length) continue;
    if (span.StartIndex > position) parts.push({ text: message.slice(position, span.StartIndex) });
    const text = message.slice(span.StartIndex, end);
    parts.push({ text, documentId: span.ReferencedDocumentId });
    position = end;
  }
  if (position < message.length) parts.push({ text: message.slice(position) });
  return parts;
}
