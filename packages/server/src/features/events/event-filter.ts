import {
  apiKeys,
  type DocumentDefinition,
  environments,
  projectGroups,
  projects,
  tenants,
  users,
} from "@indelible/domain";
import type { Caller, RouteRequest } from "@indelible/kernel";
import { readFlag, readList, readTime, readTimeEnd, wholeNumber } from "@indelible/kernel";
import { type EventQuery, TERM } from "@indelible/trail";
import type { EventLookups } from "./event-lookups.ts";
import { refuseUnknownParameters } from "./event-parameters.ts";
import { FilterValues } from "./filter-values.ts";
import { requestedSpaces } from "./requested-spaces.ts";

/** Events of machines that repeat another event; `internal=false` excludes them. */
const INTERNAL_CATEGORIES = [
  "MachineAdded",
  "MachineDeleted",
  "MachineDeploymentRelatedPropertyWasUpdated",
];

/** Filters by documents, with the term of each id. */
const DOCUMENT_FILTERS: readonly [string, DocumentDefinition, (id: string) => string][] = [
  ["users", users, TERM.user],
  ["user", users, TERM.user],
  ["projects", projects, relatedTo],
  ["projectGroups", projectGroups, relatedTo],
  ["environments", environments, relatedTo],
  ["tenants", tenants, relatedTo],
  ["apiKeys", apiKeys, TERM.apiKey],
];

function relatedTo(id: string): string {
  return id;
}

/**
 * The query of a request for events. The values of a parameter are alternatives, except for
 * `regarding`, of which every id must match; different parameters must all match. Project groups and
 * tags are those that an event related to when it happened. Fails with 400 and a sentence for an
 * unknown parameter, and for a value that stands for nothing.
 */
export async function eventQuery(
  request: RouteRequest,
  caller: Caller,
  lookups: EventLookups,
): Promise<EventQuery> {
  const { query } = request;
  refuseUnknownParameters(query);
  const values = new FilterValues(query, caller, lookups);
  const documents: (string[] | undefined)[] = [];
  for (const [name, definition, term] of DOCUMENT_FILTERS) {
    documents.push((await values.documents(name, definition))?.map(term));
  }
  const sets = [
    ...(values.ids("regarding")?.map((id) => [id]) ?? []),
    values.ids("regardingAny"),
    ...documents,
    (await values.tags("tags"))?.map(TERM.tag),
    values.categories("eventCategories", "eventGroups")?.map(TERM.category),
    readList(query, "eventAgents")?.map(TERM.agent),
    values.documentTypes("documentTypes")?.map(TERM.documentType),
    readList(query, "correlationId")?.map(TERM.correlation),
  ];
  const internal = readFlag(query, "includeInternalEvents", readFlag(query, "internal", true));
  return {
    ...(await requestedSpaces(request, caller, values, lookups)),
    terms: sets.filter((set) => set !== undefined),
    withoutTerms: internal ? [] : INTERNAL_CATEGORIES.map(TERM.category),
    from: readTime(query, "from"),
    to: readTimeEnd(query, "to"),
    numbers: values.eventNumbers("ids"),
    ...numberBounds(query),
  };
}

function numberBounds(query: ReadonlyMap<string, string>): Partial<EventQuery> {
  const bound = (name: string) =>
    query.has(name.toLowerCase()) ? wholeNumber(name, query.get(name.toLowerCase()), 0) : undefined;
  return { afterNumber: bound("fromAutoId"), beforeNumber: bound("toAutoId") };
}
