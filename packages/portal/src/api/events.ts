import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";
import type { Collection, EventResource } from "../model/answers/resources.ts";
import { eventsPath } from "../model/audit/events-path.ts";
import { type AuditFilters, formatFilters } from "../model/audit/filters.ts";
import { read } from "./client.ts";

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

/** An event is read again at most this often to find its place in the ledger, which it gets within a second. */
const MAX_LEDGER_CHECKS = 5;

/** The first pause before an event is read again for its place in the ledger, in ms. */
const LEDGER_CHECK_MS = 1_500;

/**
 * One event with its differences. Events never change, so it is read again only until it has its place
 * in the ledger, which it gets soon after it was recorded.
 */
export function eventQuery(id: string) {
  return queryOptions({
    queryKey: eventKeys.one(id),
    queryFn: ({ signal }) => read<EventResource>(`/api/events/${encodeURIComponent(id)}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => pauseBeforeCheck(state.data, state.dataUpdateCount),
  });
}

/** How long to wait before an event is read again, in ms; false when there is nothing to wait for. */
export function pauseBeforeCheck(event: EventResource | undefined, reads: number): number | false {
  if (!event || isProvable(event) || reads > MAX_LEDGER_CHECKS) return false;
  return LEDGER_CHECK_MS * reads;
}

/** Whether an event has its place in the ledger. */
export function isProvable(event: EventResource): boolean {
  return typeof event.LedgerIndex === "number";
}

/** The place of an event of a list in the ledger as soon as it has one. */
export function useLedgerIndex(event: EventResource): number | null {
  const { data } = useQuery({ ...eventQuery(event.Id), enabled: !isProvable(event) });
  return event.LedgerIndex ?? data?.LedgerIndex ?? null;
}

/** One event with its differences. */
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
