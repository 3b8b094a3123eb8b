import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { Collection, DocumentResource } from "../model/answers/resources.ts";
import type { DocumentKind } from "../model/documents/document-kinds.ts";
import { documentApiPath, listApiPath } from "../model/documents/document-path.ts";
import { formatSearch } from "../model/format/search.ts";
import { accessKeys } from "./access-keys.ts";
import { read, write } from "./client.ts";
import { deletedKeys } from "./deleted-documents.ts";
import { eventKeys } from "./events.ts";
import { lookupKeys } from "./lookups.ts";
import { spaceKeys } from "./spaces.ts";

/** Documents per page of a list. */
export const DOCUMENTS_PER_PAGE = 20;

/** Keys of documents. */
export const documentKeys = {
  all: ["documents"] as const,
  kind: (route: string, spaceId: string) => [...documentKeys.all, route, spaceId] as const,
  list: (route: string, spaceId: string, search: string, page: number) =>
    [...documentKeys.kind(route, spaceId), "list", search, page] as const,
  whole: (route: string, spaceId: string | null) =>
    [...documentKeys.all, route, spaceId, "whole"] as const,
  one: (route: string, spaceId: string, id: string) =>
    [...documentKeys.kind(route, spaceId), "one", id] as const,
};

/** A page (counted from 1) of the documents of a kind whose name contains `search`. */
export function useDocuments<Resource extends DocumentResource>(
  kind: DocumentKind<Resource>,
  spaceId: string,
  search: string,
  page: number,
) {
  const query = {
    skip: (page - 1) * DOCUMENTS_PER_PAGE,
    take: DOCUMENTS_PER_PAGE,
    partialName: search,
  };
  return useQuery({
    queryKey: documentKeys.list(kind.route, spaceId, search, page),
    queryFn: ({ signal }) =>
      read<Collection<Resource>>(listApiPath(kind, spaceId) + formatSearch(query), signal),
    placeholderData: keepPreviousData,
  });
}

/** All documents of a kind, which is one that has few. */
export function allDocumentsQuery<Resource extends DocumentResource>(
  kind: DocumentKind<Resource>,
  spaceId: string | null = null,
) {
  return queryOptions({
    queryKey: documentKeys.whole(kind.route, spaceId),
    queryFn: ({ signal }) => read<readonly Resource[]>(`${listApiPath(kind, spaceId)}/all`, signal),
  });
}

/** One document. */
export function documentQuery<Resource extends DocumentResource>(
  kind: DocumentKind<Resource>,
  spaceId: string,
  id: string,
) {
  return queryOptions({
    queryKey: documentKeys.one(kind.route, spaceId, id),
    queryFn: ({ signal }) => read<Resource>(documentApiPath(kind, spaceId, id), signal),
  });
}

/** One document. */
export function useDocument<Resource extends DocumentResource>(
  kind: DocumentKind<Resource>,
  spaceId: string,
  id: string,
) {
  return useQuery(documentQuery(kind, spaceId, id));
}

/**
 * Creates a document, or changes `document` when one is given: fields that are not sent stay as they
 * are. A kind that exists at space level and at system level is created at system level when
 * `spaceId` is null.
 */
export function useSaveDocument<Resource extends DocumentResource>(
  kind: DocumentKind<Resource>,
  spaceId: string | null,
  document?: Resource,
) {
  const path = document ? documentApiPath(kind, spaceId, document.Id) : listApiPath(kind, spaceId);
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (fields: Partial<Resource>) =>
      write<Resource>(document ? "PUT" : "POST", path, fields),
    onSuccess: refresh,
  });
}

/** Deletes a document. */
export function useDeleteDocument(kind: DocumentKind, spaceId: string, id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => write("DELETE", documentApiPath(kind, spaceId, id)),
    onSuccess: refresh,
  });
}

/**
 * Reads again what a change can have made stale. A change can rename what menus and filters show,
 * change permissions, and it always adds an event.
 */
export function useRefresh() {
  const client = useQueryClient();
  const keys = [
    documentKeys.all,
    eventKeys.all,
    lookupKeys.all,
    deletedKeys.all,
    spaceKeys.all,
    accessKeys.all,
  ];
  return () => Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}
