import type { Answer, Caller } from "@indelible/kernel";
import type { StoredDocument } from "@indelible/trail";
import type { DocumentService } from "./document-service.ts";

/** A document as an answer: its version as `ETag`, and what the API shows of it to the caller. */
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

/** A new document as an answer: 201, and where it is to be found. */
export async function createdAnswer(
  service: DocumentService,
  caller: Caller,
  document: StoredDocument,
): Promise<Answer> {
  const answer = await answerWith(service, caller, document);
  const headers = { ...answer.headers, Location: service.address(document) };
  return { ...answer, status: 201, headers };
}
