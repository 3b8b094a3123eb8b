import type { Budget } from "../budget.ts";

/** What filters may use besides their input and options. */
export interface FilterTools {
  readonly now: Date;
  /** To be charged by filters whose work or output grows faster than their input. */
  readonly budget: Budget;
}

/** What a filter makes of a value; undefined if it cannot work on it, or not with these options. */
export type Filter = (
  input: string,
  options: readonly string[],
  tools: FilterTools,
) => string | undefined;

/** A filter that stands where a value would; undefined if it cannot work with these options. */
export type Source = (options: readonly string[], tools: FilterTools) => string | undefined;

/** Filters by their names. */
export type Filters<Kind extends Filter | Source = Filter> = Readonly<Record<string, Kind>>;

/** A filter that takes no options. */
export function plain(change: (input: string) => string | undefined): Filter {
  return (input, options) => (options.length === 0 ? change(input) : undefined);
}

/** A filter that takes one option. */
export function withOption(
  change: (input: string, option: string, tools: FilterTools) => string | undefined,
): Filter {
  return (input, [option, ...others], tools) =>
    option === undefined || others.length > 0 ? undefined : change(input, option, tools);
}
