import type { DocumentDefinition } from "@indelible/domain";
import type { StoredDocument } from "@indelible/trail";

/** The URL path of a type's list: `/api/Spaces-1/projects`, or `/api/users` without a space. */
export function listAddress(definition: DocumentDefinition, spaceId: string | null): string {
  const space = definition.level === "system" || spaceId === null ? "" : `/${spaceId}`;
  return `/api${space}/${definition.route}`;
}

/** The URL path of a document. */
export function documentAddress(definition: DocumentDefinition, document: StoredDocument): string {
  return `${listAddress(definition, document.spaceId)}/${document.id}`;
}
