import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Collection } from "../model/answers/resources.ts";
import { formatSearch } from "../model/format/search.ts";
import type { Choice } from "../model/lookups/choice.ts";
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
  one: (id: string) => [...deletedKeys.all, "one", id] as const,
};

/** Deleted documents of one type that a filter offers: the last deleted. */
const OFFERED_MAX = 1_000;

/** How long the names are fresh, in ms. */
const FRESH_MS = 60_000;

/** Ids that users do not have: of the server itself, of built-in documents. */
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

/** The document with an id if it was deleted, by its last name; undefined for any other. */
export function useDeletedDocument(id: string, enabled = true): DeletedDocument | undefined {
  const path = `/api/events/deleteddocuments${formatSearch({ ids: id })}`;
  const { data } = useQuery({
    queryKey: deletedKeys.one(id),
    queryFn: ({ signal }) => readDeleted(path, signal),
    staleTime: FRESH_MS,
    enabled: enabled && NUMBERED.test(id),
  });
  return data?.[0];
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
