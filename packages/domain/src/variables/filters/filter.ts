import type { Budget } from "../budget.ts";

/** What filters may use in addition to their input and options. */
export interface FilterTools {
  readonly now: Date;
  /** Filters whose work or output grows faster than their input charge it here. */
  readonly budget: Budget;
}

/** Applies a filter to a value; undefined if the value or the options are invalid for it. */
export type Filter = (
  input: string,
  options: readonly string[],
  tools: FilterTools,
) => string | undefined;

/** A filter that needs no input value; undefined if the options are invalid for it. */
export type Source = (options: readonly string[], tools: FilterTools) => string | undefined;

/** Filters by name. */
export type Filters<Kind extends Filter | Source = Filter> = Readonly<Record<string, Kind>>;

/** A filter without options. */
export function plain(change: (input: string) => string | undefined): Filter {
  return (input, options) => (options.length === 0 ? change(input) : undefined);
}

/** A filter with one option. */
export function withOption(
  change: (input: string, option: string, tools: FilterTools) => string | undefined,
): Filter {
  return (input, [option, ...others], tools) =>
    option === undefined || others.length > 0 ? undefined : change(input, option, tools);
}
