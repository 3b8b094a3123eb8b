import type { Answer, Caller } from "@indelible/kernel";
import type { StoredDocument } from "@indelible/trail";
import type { DocumentService } from "./document-service.ts";

/** The answer that shows a document to the caller, with its version as `ETag`. */
export async function answerWith(
  service: DocumentService,
  caller: Caller,
  document: StoredDocument,
): Promise<Answer> {
  return {
    headers: { ETag: `"${document.version}"` },
    body: await service.present(caller, document),
  };
}

/** The answer to a creation: 201, the document, and its URL as `Location`. */
export async function createdAnswer(
  service: DocumentService,
  caller: Caller,
  document: StoredDocument,
): Promise<Answer> {
  const answer = await answerWith(service, caller, document);
  const headers = { ...answer.headers, Location: service.address(document) };
  return { ...answer, status: 201, headers };
}
