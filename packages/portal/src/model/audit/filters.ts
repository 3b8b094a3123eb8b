/** Filters that hold a list of ids; each is a query parameter of the events list of the same name. */
export const LIST_FILTERS = [
  "users",
  "projects",
  "projectGroups",
  "environments",
  "tenants",
  "tags",
  "apiKeys",
  "eventCategories",
  "eventGroups",
  "eventAgents",
  "documentTypes",
  "regarding",
  "regardingAny",
  "ids",
  "spaces",
] as const;

/** The name of a filter with a list of ids. */
export type ListFilter = (typeof LIST_FILTERS)[number];

/** Filters that hold one value: a time range (`from` inclusive, `to` exclusive) and one act. */
export const VALUE_FILTERS = ["from", "to", "correlationId"] as const;

/** The name of a filter with one value. */
export type ValueFilter = (typeof VALUE_FILTERS)[number];

/** What the audit page shows: no list entry is blank or repeated, and no empty list is kept. */
export type AuditFilters = Readonly<
  Partial<Record<ListFilter, readonly string[]>> &
    Partial<Record<ValueFilter, string>> & { includeSystem?: true }
>;

/** Query parameters by name, as in the page's address. */
export type SearchParameters = Readonly<Record<string, string>>;

/** More ids than this in one filter are dropped, so that the length of an address stays within the limits of servers. */
export const MAX_VALUES_PER_FILTER = 100;

/**
 * Reads filters from address parameters; names in any case. Unknown names and empty values are
 * ignored.
 */
export function parseFilters(search: Readonly<Record<string, unknown>>): AuditFilters {
  const given = new Map(Object.entries(search).map(([name, value]) => [name.toLowerCase(), value]));
  const text = (name: string) => String(given.get(name.toLowerCase()) ?? "").trim();
  const lists = LIST_FILTERS.map((name) => [name, parseList(text(name))] as const);
  const values = VALUE_FILTERS.map((name) => [name, text(name)] as const);
  const present = [...lists, ...values].filter(([, value]) => value.length > 0);
  const system = text("includeSystem").toLowerCase() === "true";
  return { ...Object.fromEntries(present), ...(system ? { includeSystem: true } : {}) };
}

/** Writes filters as address parameters; the inverse of {@link parseFilters}. */
export function formatFilters(filters: AuditFilters): SearchParameters {
  const parameters: Record<string, string> = {};
  for (const name of LIST_FILTERS) {
    const values = filters[name];
    if (values?.length) parameters[name] = values.join(",");
  }
  for (const name of VALUE_FILTERS) {
    const value = filters[name];
    if (value) parameters[name] = value;
  }
  if (filters.includeSystem) parameters.includeSystem = "true";
  return parameters;
}

/** The same filters with one list replaced; an empty list removes the filter. See `withSpaces`. */
export function withList(
  filters: AuditFilters,
  name: ListFilter,
  values: readonly string[],
): AuditFilters {
  return parseFilters({ ...formatFilters(filters), [name]: values.join(",") });
}

/** The same filters with one value replaced; undefined removes the filter. */
export function withValue(
  filters: AuditFilters,
  name: ValueFilter,
  value: string | undefined,
): AuditFilters {
  return parseFilters({ ...formatFilters(filters), [name]: value ?? "" });
}

/** The filters for everything that was done with an API key. */
export function actsOfKey(keyId: string): AuditFilters {
  return withEverySpace({ apiKeys: [keyId] }, true);
}

/** The same filters for one space, or for every space and system level. */
export function withEverySpace(filters: AuditFilters, every: boolean): AuditFilters {
  const { spaces: _spaces, includeSystem: _system, ...rest } = filters;
  return every ? { ...rest, spaces: ["all"], includeSystem: true } : rest;
}

/** The same filters for some spaces, which may be deleted; for none of them, the space of the address. */
export function withSpaces(filters: AuditFilters, spaces: readonly string[]): AuditFilters {
  return withList(withEverySpace(filters, false), "spaces", spaces);
}

/** The spaces that were chosen one by one; none for one space or for all. */
export function spacesChosen({ spaces = [] }: AuditFilters): readonly string[] {
  return spaces.includes("all") ? [] : spaces;
}

/** Whether the filters reach beyond the space of the address. */
export function reachesBeyondSpace(filters: AuditFilters): boolean {
  return filters.includeSystem === true || filters.spaces !== undefined;
}

/** Whether anything but the reach (which spaces) narrows the list. */
export function isNarrowed(filters: AuditFilters): boolean {
  return Object.keys(formatFilters(withEverySpace(filters, false))).length > 0;
}

function parseList(text: string): string[] {
  const values = text.split(",").map((value) => value.trim());
  return [...new Set(values.filter((value) => value !== ""))].slice(0, MAX_VALUES_PER_FILTER);
}
