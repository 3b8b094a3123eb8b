import { type Filters, withOption } from "./filter.ts";

/** Filters that compare texts, case-sensitively, and return `true` or `false`. */
export const comparisonFilters: Filters = {
  Contains: withOption((input, option) => String(input.includes(option))),
  StartsWith: withOption((input, option) => String(input.startsWith(option))),
  EndsWith: withOption((input, option) => String(input.endsWith(option))),
};
