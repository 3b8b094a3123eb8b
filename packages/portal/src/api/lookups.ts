import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Choice } from "../model/lookups/choice.ts";
import { isWithheld } from "./api-error.ts";
import { read } from "./client.ts";

/** The lists filters choose from. */
export type Lookup =
  | "users"
  | "projects"
  | "projectGroups"
  | "environments"
  | "eventCategories"
  | "eventGroups"
  | "documentTypes";

/** Keys of lookups. */
export const lookupKeys = {
  all: ["lookups"] as const,
  one: (path: string) => [...lookupKeys.all, path] as const,
};

/** How long a lookup's names are kept without asking again, in ms. */
const FRESH_MS = 60_000;

const paths: Readonly<Record<Lookup, (spaceId: string) => string>> = {
  users: () => "/api/users/all",
  projects: (spaceId) => `/api/${spaceId}/projects/all`,
  projectGroups: (spaceId) => `/api/${spaceId}/projectgroups/all`,
  environments: (spaceId) => `/api/${spaceId}/environments/all`,
  eventCategories: () => "/api/events/categories",
  eventGroups: () => "/api/events/groups",
  documentTypes: () => "/api/events/documenttypes",
};

/**
 * The choices at an API path by name, or null when the viewer may not read them: someone with no
 * permission but EventView still filters, by typed ids.
 */
export function choicesQuery(path: string) {
  return queryOptions({
    queryKey: lookupKeys.one(path),
    queryFn: ({ signal }) => readChoices(path, signal),
    staleTime: FRESH_MS,
  });
}

/** The choices of a lookup, or null while they load and when they are withheld. */
export function useLookup(lookup: Lookup, spaceId: string): readonly Choice[] | null {
  return useQuery(choicesQuery(paths[lookup](encodeURIComponent(spaceId)))).data ?? null;
}

interface Entry {
  readonly Id: string;
  readonly Name?: string;
  readonly DisplayName?: string;
  readonly Username?: string;
}

async function readChoices(path: string, signal: AbortSignal): Promise<readonly Choice[] | null> {
  try {
    return (await read<Entry[]>(path, signal)).map(choiceOf).sort(byName);
  } catch (error) {
    if (isWithheld(error)) return null;
    throw error;
  }
}

function choiceOf(entry: Entry): Choice {
  return { id: entry.Id, name: entry.Name ?? entry.DisplayName ?? entry.Username ?? entry.Id };
}

function byName(a: Choice, b: Choice): number {
  return a.name.localeCompare(b.name);
}
