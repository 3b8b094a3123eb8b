import { formatSearch } from "../format/search.ts";
import { type AuditFilters, formatFilters, reachesBeyondSpace } from "./filters.ts";

/** Events per request of the list; the API's own default. */
export const EVENTS_PER_PAGE = 30;

/** Path of the first page of events in `spaceId` under `filters`, without differences. */
export function eventsPath(spaceId: string, filters: AuditFilters): string {
  return listPath(spaceId, filters, {
    take: String(EVENTS_PER_PAGE),
    excludeDifference: "true",
  });
}

/** Path of all events in `spaceId` under `filters` as a CSV file. */
export function eventsCsvPath(spaceId: string, filters: AuditFilters): string {
  return listPath(spaceId, filters, { asCsv: "true" });
}

// Without `spaces` the un-spaced route would leave out the space the address names.
function listPath(spaceId: string, filters: AuditFilters, extra: Record<string, string>): string {
  const beyond = reachesBeyondSpace(filters);
  const route = beyond ? "/api/events" : `/api/${encodeURIComponent(spaceId)}/events`;
  const space = beyond ? { spaces: spaceId } : {};
  return route + formatSearch({ ...space, ...formatFilters(filters), ...extra });
}
