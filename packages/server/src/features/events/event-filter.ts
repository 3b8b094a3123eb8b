import { categoriesOfGroups, eventGroups } from "@indelible/domain";
import type { Caller, RouteRequest } from "@indelible/kernel";
import { invalid, readFlag, readList, readTime, wholeNumber } from "@indelible/kernel";
import { type EventQuery, TERM, type VisibilityGrant } from "@indelible/trail";

/** The parameters of the list of events, as the API names them (API reference, section 2). */
export const EVENT_PARAMETERS = [
  "skip",
  "take",
  "regarding",
  "regardingAny",
  "user",
  "users",
  "projects",
  "projectGroups",
  "environments",
  "eventGroups",
  "eventCategories",
  "eventAgents",
  "tags",
  "tenants",
  "from",
  "to",
  "internal",
  "fromAutoId",
  "toAutoId",
  "documentTypes",
  "asCsv",
  "ids",
  "spaces",
  "includeSystem",
  "excludeDifference",
  "correlationId",
] as const;

/** Events of machines that repeat another event; `internal=false` excludes them. */
const INTERNAL_CATEGORIES = [
  "MachineAdded",
  "MachineDeleted",
  "MachineDeploymentRelatedPropertyWasUpdated",
];

/** A term that no event has, for filters by something that does not exist. */
const NOTHING = "nothing:";

/** Looks up the ids that filters expand to. */
export interface EventLookups {
  /** Projects in any of some groups. */
  projectsOfGroups(groupIds: readonly string[]): Promise<readonly string[]>;
  /** Tenants with any of some tags, in their canonical names. */
  tenantsWithTags(tags: readonly string[]): Promise<readonly string[]>;
}

/**
 * The query of a request for events. The values of a parameter are alternatives, except for
 * `regarding`, of which every id must match; different parameters must all match.
 */
export async function eventQuery(
  request: RouteRequest,
  caller: Caller,
  lookups: EventLookups,
): Promise<EventQuery> {
  const { query } = request;
  const of = (name: string) => readList(query, name);
  const groups = of("projectGroups");
  const tags = of("tags");
  const correlation = of("correlationId");
  const sets = [
    ...(of("regarding") ?? []).map((id) => [id]),
    of("regardingAny"),
    of("users")?.map(TERM.user),
    of("user")?.map(TERM.user),
    of("projects"),
    groups && (await lookups.projectsOfGroups(groups)),
    of("environments"),
    of("tenants"),
    tags && (await lookups.tenantsWithTags(tags)),
    categoryTerms(of("eventCategories"), of("eventGroups")),
    of("eventAgents")?.map(TERM.agent),
    of("documentTypes")?.map((type) => TERM.documentType(type.replace(/-$/, ""))),
    correlation?.map(TERM.correlation),
  ];
  const internal = readFlag(query, "includeInternalEvents", readFlag(query, "internal", true));
  return {
    visibility: requestedVisibility(request, caller),
    terms: sets.filter((set) => set !== undefined).map((set) => (set.length > 0 ? set : [NOTHING])),
    withoutTerms: internal ? [] : INTERNAL_CATEGORIES.map(TERM.category),
    from: readTime(query, "from"),
    to: readTime(query, "to"),
    ...numbersOf(request),
  };
}

/** Categories and the categories of groups are alternatives. */
function categoryTerms(
  categories: readonly string[] | undefined,
  groups: readonly string[] | undefined,
): readonly string[] | undefined {
  if (categories === undefined && groups === undefined) return undefined;
  const known = new Set(eventGroups().map(({ id }) => id.toLowerCase()));
  const unknown = groups?.find((group) => !known.has(group.toLowerCase()));
  if (unknown !== undefined) throw invalid(`There is no event group '${unknown}'.`);
  return [...(categories ?? []), ...categoriesOfGroups(groups ?? [])].map(TERM.category);
}

function numbersOf(request: RouteRequest): Partial<EventQuery> {
  const { query } = request;
  const bound = (name: string) =>
    query.has(name.toLowerCase()) ? wholeNumber(name, query.get(name.toLowerCase()), 0) : undefined;
  const ids = readList(query, "ids")?.map((id) =>
    Number(/^Events-(\d{1,15})$/i.exec(id)?.[1] ?? 0),
  );
  return { afterNumber: bound("fromAutoId"), beforeNumber: bound("toAutoId"), numbers: ids };
}

/**
 * The part of the caller's visibility that a request is about: the space in the URL, those in
 * `spaces`, or all; events without a space unless `includeSystem=false`. Fails with `forbidden` for
 * a caller who may see nothing in the space of the URL.
 */
function requestedVisibility(request: RouteRequest, caller: Caller): VisibilityGrant[] {
  const spaces = readList(request.query, "spaces");
  const everywhere = spaces?.some((space) => space.toLowerCase() === "all") ?? !request.namesSpace;
  const wanted = new Set([...(spaces ?? []), ...(request.namesSpace ? [request.spaceId] : [])]);
  const includeSystem = readFlag(request.query, "includeSystem", everywhere);
  const requested = caller.visibility.filter(({ SpaceId }) => {
    return SpaceId === null ? includeSystem : everywhere || wanted.has(SpaceId);
  });
  if (requested.length === 0 && request.namesSpace) {
    caller.requireSomewhere(["EventView"], [request.spaceId]);
  }
  return requested;
}
