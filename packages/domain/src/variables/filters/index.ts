import { base64Filters } from "./base64.ts";
import { comparisonFilters } from "./comparison.ts";
import { dateSources } from "./date-sources.ts";
import { escapeFilters } from "./escape.ts";
import type { Filter, Filters, FilterTools, Source } from "./filter.ts";
import { formatFilters } from "./format.ts";
import { patternFilters } from "./pattern.ts";
import { textFilters } from "./text.ts";
import { versionFilters } from "./version.ts";

const ALL_FILTERS: Filters = {
  ...textFilters,
  ...comparisonFilters,
  ...patternFilters,
  ...base64Filters,
  ...escapeFilters,
  ...formatFilters,
  ...versionFilters,
};

const FILTERS = byLowerCase<Filter>(ALL_FILTERS);
const SOURCES = byLowerCase<Source>(dateSources);

/** The names of all filters. */
export const FILTER_NAMES: readonly string[] = [ALL_FILTERS, dateSources].flatMap(Object.keys);

/**
 * Applies a filter to a value, or to none; undefined if there is no such filter or its input is
 * invalid. The filters: docs/formats/variables.md.
 */
export function applyFilter(
  name: string,
  input: string | undefined,
  options: readonly string[],
  tools: FilterTools,
): string | undefined {
  const key = name.toLowerCase();
  if (input === undefined) return SOURCES.get(key)?.(options, tools);
  return FILTERS.get(key)?.(input, options, tools);
}

function byLowerCase<Kind extends Filter | Source>(
  filters: Filters<Kind>,
): ReadonlyMap<string, Kind> {
  return new Map(Object.entries(filters).map(([name, filter]) => [name.toLowerCase(), filter]));
}
