import type { Caller } from "@indelible/kernel";
import type { StoredDocument } from "@indelible/trail";
import type { DocumentService } from "./document-service.ts";

/** The documents that name another, and so keep it from being deleted. */
export interface Usages {
  readonly seen: readonly StoredDocument[];
  /** How many more there are that the caller may not see, by prefix of their type. */
  readonly unseen: ReadonlyMap<string, number>;
}

/** Who uses a document, as far as a caller may know. */
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
