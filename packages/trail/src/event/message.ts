import type { MessagePart } from "../document/document-type.ts";
import type { MessageReference } from "./event.ts";

/** A message with the spans that name documents. */
export interface Message {
  readonly text: string;
  readonly references: readonly MessageReference[];
}

/** Joins the parts of a message; the text of a document is `titleOf(id)` by default. */
export function composeMessage(
  parts: readonly MessagePart[],
  titleOf: (documentId: string) => string,
): Message {
  let text = "";
  const references: MessageReference[] = [];
  for (const part of parts) {
    const piece = typeof part === "string" ? part : (part.text ?? titleOf(part.documentId));
    if (typeof part !== "string") {
      references.push({
        ReferencedDocumentId: part.documentId,
        StartIndex: text.length,
        Length: piece.length,
      });
    }
    text += piece;
  }
  return { text, references };
}
