import type { DocumentKind } from "./document-kinds.ts";

/** Path of the list of documents of `kind`, under its space unless it belongs to the system. */
export function listApiPath(kind: DocumentKind, spaceId: string | null): string {
  const route = encodeURIComponent(kind.route);
  if (kind.reach === "system" || spaceId === null) return `/api/${route}`;
  return `/api/${encodeURIComponent(spaceId)}/${route}`;
}

/** Path of one document in the API. */
export function documentApiPath(kind: DocumentKind, spaceId: string | null, id: string): string {
  return `${listApiPath(kind, spaceId)}/${encodeURIComponent(id)}`;
}
