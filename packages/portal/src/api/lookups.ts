import { queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import type { Collection, DocumentResource } from "../model/answers/resources.ts";
import type { DocumentKind } from "../model/documents/document-kinds.ts";
import { documentName } from "../model/documents/document-name.ts";
import { listApiPath } from "../model/documents/document-path.ts";
import type { Choice } from "../model/lookups/choice.ts";
import { distinctNames } from "../model/lookups/distinct-names.ts";
import { isWithheld } from "./api-error.ts";
import { read } from "./client.ts";
import { deletedChoicesQuery } from "./deleted-documents.ts";

/** The lists filters choose from. */
export type Lookup =
  | "users"
  | "projects"
  | "projectGroups"
  | "environments"
  | "tenants"
  | "spaces"
  | "eventCategories"
  | "eventGroups"
  | "documentTypes";

/** Keys of lookups. */
export const lookupKeys = {
  all: ["lookups"] as const,
  one: (path: string) => [...lookupKeys.all, path] as const,
};

/** How long the names of a lookup are fresh, in ms. */
const FRESH_MS = 60_000;

const paths: Readonly<Record<Lookup, (spaceId: string) => string>> = {
  users: () => "/api/users/all",
  projects: (spaceId) => `/api/${spaceId}/projects/all`,
  projectGroups: (spaceId) => `/api/${spaceId}/projectgroups/all`,
  environments: (spaceId) => `/api/${spaceId}/environments/all`,
  tenants: (spaceId) => `/api/${spaceId}/tenants/all`,
  spaces: () => "/api/spaces/all",
  eventCategories: () => "/api/events/categories",
  eventGroups: () => "/api/events/groups",
  documentTypes: () => "/api/events/documenttypes",
};

/** Where deleted documents of a lookup are listed, and their type; the other lookups have none. */
const deletedOf: Readonly<
  Partial<Record<Lookup, (spaceId: string) => readonly [base: string, documentType: string]>>
> = {
  users: () => ["/api", "Users"],
  projects: (spaceId) => [`/api/${spaceId}`, "Projects"],
  projectGroups: (spaceId) => [`/api/${spaceId}`, "ProjectGroups"],
  environments: (spaceId) => [`/api/${spaceId}`, "Environments"],
  tenants: (spaceId) => [`/api/${spaceId}`, "Tenants"],
  spaces: () => ["/api", "Spaces"],
};

/**
 * The choices at an API path by name, or null when the viewer may not read them. A user who only has
 * the permission EventView can still filter by typed ids.
 */
export function choicesQuery(path: string) {
  return queryOptions({
    queryKey: lookupKeys.one(path),
    queryFn: ({ signal }) => readChoices(path, signal),
    staleTime: FRESH_MS,
  });
}

/**
 * The choices of a lookup, with deleted documents after the others, or null while they load or when
 * they are hidden.
 */
export function useLookup(lookup: Lookup, spaceId: string): readonly Choice[] | null {
  const space = encodeURIComponent(spaceId);
  const [base, documentType] = deletedOf[lookup]?.(space) ?? ["", ""];
  const living = useQuery(choicesQuery(paths[lookup](space))).data ?? null;
  const query = { ...deletedChoicesQuery(base, documentType), enabled: base !== "" };
  const deleted = useQuery(query).data ?? [];
  return living === null && deleted.length === 0 ? null : [...(living ?? []), ...deleted];
}

/** Of a kind with many documents, this many of the newest are offered. */
const NEWEST_OFFERED = 100;

/**
 * The documents of some kinds by name, to choose from: all, or the newest of a kind that has many.
 * Null when the viewer may list none of them; empty while they load.
 */
export function useDocumentChoices(
  kinds: readonly DocumentKind[],
  spaceId: string | null,
): readonly Choice[] | null {
  const paths = kinds.filter(({ listed }) => listed).map((kind) => choicesPath(kind, spaceId));
  const answers = useQueries({ queries: paths.map(choicesQuery) }).map(({ data }) => data);
  if (answers.every((data) => data === null)) return null;
  return distinctNames(answers.flatMap((data) => data ?? []));
}

function choicesPath(kind: DocumentKind, spaceId: string | null): string {
  const path = listApiPath(kind, spaceId);
  return kind.named ? `${path}/all` : `${path}?take=${NEWEST_OFFERED}`;
}

async function readChoices(path: string, signal: AbortSignal): Promise<readonly Choice[] | null> {
  try {
    const answer = await read<Collection<DocumentResource> | readonly DocumentResource[]>(
      path,
      signal,
    );
    return itemsOf(answer).map(choiceOf).sort(byName);
  } catch (error) {
    if (isWithheld(error)) return null;
    throw error;
  }
}

function itemsOf<Item>(answer: Collection<Item> | readonly Item[]): readonly Item[] {
  return "Items" in answer ? answer.Items : answer;
}

function choiceOf(document: DocumentResource): Choice {
  return { id: document.Id, name: documentName(document) };
}

function byName(a: Choice, b: Choice): number {
  return a.name.localeCompare(b.name);
}
