import type { StoredDocument } from "@indelible/trail";
import type { Definitions } from "../definitions.ts";
import { documentAddress } from "../documents/address.ts";
import { presentDocument } from "../documents/present.ts";
import type { Answer } from "../http/route.ts";

/** A document as an answer: its version as `ETag`, and what the API shows of it. */
export function answerWith(definitions: Definitions, document: StoredDocument): Answer {
  return {
    headers: { ETag: `"${document.version}"` },
    body: presentDocument(definitions, document),
  };
}

/** A new document as an answer: 201, and where it is to be found. */
export function createdAnswer(definitions: Definitions, document: StoredDocument): Answer {
  const answer = answerWith(definitions, document);
  const location = documentAddress(definitions.get(document.type), document);
  return { ...answer, status: 201, headers: { ...answer.headers, Location: location } };
}
