import type { Caller } from "@indelible/kernel";
import type { StoredDocument } from "@indelible/trail";
import type { DocumentService } from "./document-service.ts";

/** The documents that use another one, and so prevent its deletion. */
export interface Usages {
  readonly seen: readonly StoredDocument[];
  /** Number of those that the caller may not see, by prefix of their type. */
  readonly unseen: ReadonlyMap<string, number>;
}

/** The documents that use a document, as visible to a caller. */
export async function usagesOf(
  service: DocumentService,
  caller: Caller,
  document: StoredDocument,
): Promise<Usages> {
  const seen: StoredDocument[] = [];
  const unseen = new Map<string, number>();
  const { obstacles } = await service.dependents(document);
  for (const user of obstacles) {
    if (service.maySee(caller, user)) seen.push(user);
    else unseen.set(user.type, (unseen.get(user.type) ?? 0) + 1);
  }
  return { seen, unseen };
}
