import type { DocumentKind } from "./document-kinds.ts";

/** Path of the list of documents of `kind`, under its space unless the kind belongs to the system. */
export function listApiPath(kind: DocumentKind, spaceId: string): string {
  const route = encodeURIComponent(kind.route);
  return kind.reach === "system" ? `/api/${route}` : `/api/${encodeURIComponent(spaceId)}/${route}`;
}

/** Path of one document in the API. */
export function documentApiPath(kind: DocumentKind, spaceId: string, id: string): string {
  return `${listApiPath(kind, spaceId)}/${encodeURIComponent(id)}`;
}
