import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Collection } from "../model/answers/resources.ts";
import { formatSearch } from "../model/format/search.ts";
import type { Choice } from "../model/lookups/choice.ts";
import { withNameless } from "../model/lookups/with-nameless.ts";
import { isWithheld } from "./api-error.ts";
import { read } from "./client.ts";

/** A deleted document, as the trail shows it. */
export interface DeletedDocument {
  readonly Id: string;
  readonly Name: string;
  readonly DocumentType: string;
  /** ISO 8601; null for a user who is known only by what they did. */
  readonly Deleted: string | null;
  readonly DeletedBy: string | null;
}

/** Keys of deleted documents. */
export const deletedKeys = {
  all: ["deleted"] as const,
  type: (path: string) => [...deletedKeys.all, path] as const,
  some: (ids: readonly string[]) => [...deletedKeys.all, "some", ...ids] as const,
};

/** Deleted documents of one type that a filter offers: the last deleted. */
const OFFERED_MAX = 1_000;

/** Ids that one request resolves. */
const IDS_MAX = 100;

/** How long the names are fresh, in ms. */
const FRESH_MS = 60_000;

/** Other ids are of the server itself, or of built-in documents, which cannot be deleted. */
const NUMBERED = /-\d+$/;

/** The deleted documents of a type, to choose from; none where the viewer may not see events. */
export function deletedChoicesQuery(base: string, documentTypes: string) {
  const path = `${base}/events/deleteddocuments${formatSearch({ documentTypes, take: OFFERED_MAX })}`;
  return queryOptions({
    queryKey: deletedKeys.type(path),
    queryFn: async ({ signal }) => (await readDeleted(path, signal)).map(choiceOf),
    staleTime: FRESH_MS,
  });
}

/** The documents with these ids that were deleted, by their last names; at most 100 ids. */
export function useDeletedDocuments(ids: readonly string[]): readonly DeletedDocument[] {
  const asked = ids.filter((id) => NUMBERED.test(id)).slice(0, IDS_MAX);
  const path = `/api/events/deleteddocuments${formatSearch({ ids: asked.join(",") })}`;
  const { data } = useQuery({
    queryKey: deletedKeys.some(asked),
    queryFn: ({ signal }) => readDeleted(path, signal),
    staleTime: FRESH_MS,
    enabled: asked.length > 0,
  });
  return data ?? [];
}

/** The document with an id if it was deleted; undefined for any other, and if it is not `enabled`. */
export function useDeletedDocument(id: string, enabled = true): DeletedDocument | undefined {
  return useDeletedDocuments(enabled ? [id] : [])[0];
}

/** Choices, and the chosen ids without a name: deleted documents by their last names, hidden by id. */
export function useNamedChoices(choices: readonly Choice[], chosen: readonly string[]): Choice[] {
  const known = new Set(choices.map(({ id }) => id));
  const nameless = chosen.filter((id) => !known.has(id));
  const deleted = useDeletedDocuments(nameless).map(choiceOf);
  return withNameless([...choices, ...deleted], chosen);
}

/** A name that says that the document is deleted. */
export function deletedName({ Name }: Pick<DeletedDocument, "Name">): string {
  return `${Name} (deleted)`;
}

async function readDeleted(path: string, signal: AbortSignal): Promise<readonly DeletedDocument[]> {
  try {
    return (await read<Collection<DeletedDocument>>(path, signal)).Items;
  } catch (error) {
    if (isWithheld(error)) return [];
    throw error;
  }
}

function choiceOf(document: DeletedDocument): Choice {
  return { id: document.Id, name: deletedName(document) };
}
