import { formatDate } from "./date.ts";
import type { Filters, FilterTools, Source } from "./filter.ts";

/** The current time in UTC, in the given format; by default in RFC 3339 as written by .NET. */
export const dateSources: Filters<Source> = {
  NowDate: (options, tools) => now(options, "yyyy-MM-ddTHH:mm:ss.fffffff", tools),
  NowDateUtc: (options, tools) => now(options, "o", tools),
};

function now(options: readonly string[], usual: string, tools: FilterTools): string | undefined {
  const [format = usual, ...others] = options;
  return others.length > 0 ? undefined : formatDate({ wall: tools.now, offset: 0 }, format);
}
