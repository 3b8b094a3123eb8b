import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";
import { eventsPath } from "../audit/events-path.ts";
import { type AuditFilters, formatFilters } from "../audit/filters.ts";
import { read } from "./client.ts";
import type { Collection, EventResource } from "./resources.ts";

/** Keys of events. */
export const eventKeys = {
  all: ["events"] as const,
  list: (spaceId: string, filters: AuditFilters) =>
    [...eventKeys.all, "list", spaceId, formatFilters(filters)] as const,
  one: (id: string) => [...eventKeys.all, "one", id] as const,
};

/** The events under `filters`, newest first, page by page along `Page.Next`. */
export function eventsQuery(spaceId: string, filters: AuditFilters) {
  return infiniteQueryOptions({
    queryKey: eventKeys.list(spaceId, filters),
    queryFn: ({ pageParam, signal }) => read<Collection<EventResource>>(pageParam, signal),
    initialPageParam: eventsPath(spaceId, filters),
    getNextPageParam: (page) => page.Links["Page.Next"],
  });
}

/** The events under `filters`, newest first. */
export function useEvents(spaceId: string, filters: AuditFilters) {
  return useInfiniteQuery(eventsQuery(spaceId, filters));
}

/** One event with all it holds; events never change, so it is never asked for again. */
export function eventQuery(id: string) {
  return queryOptions({
    queryKey: eventKeys.one(id),
    queryFn: ({ signal }) => read<EventResource>(`/api/events/${encodeURIComponent(id)}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** One event with all it holds. */
export function useEvent(id: string) {
  return useQuery(eventQuery(id));
}

/**
 * The events of all pages in order, each once: an event recorded while paging pushes the last one
 * of a page onto the next.
 */
export function eventsOfPages(
  pages: readonly Collection<EventResource>[] | undefined,
): EventResource[] {
  const byId = new Map<string, EventResource>();
  for (const event of (pages ?? []).flatMap((page) => page.Items)) {
    if (!byId.has(event.Id)) byId.set(event.Id, event);
  }
  return [...byId.values()];
}
