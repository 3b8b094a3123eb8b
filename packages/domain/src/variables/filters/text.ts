import { type Filters, plain, withOption } from "./filter.ts";

/** Filters that change, shorten or extend a text. */
export const textFilters: Filters = {
  ToUpper: plain((input) => input.toUpperCase()),
  ToLower: plain((input) => input.toLowerCase()),
  Trim: (input, options) => trimmed(input, options.join(" ").toLowerCase()),
  Append: (input, options) => (options.length > 0 ? input + options.join("") : undefined),
  Prepend: (input, options) => (options.length > 0 ? options.join("") + input : undefined),
  Truncate: withOption(truncated),
  Substring: (input, options) => substring(input, options.map(count)),
};

function trimmed(input: string, side: string): string | undefined {
  if (side === "") return input.trim();
  if (side === "start") return input.trimStart();
  return side === "end" ? input.trimEnd() : undefined;
}

function truncated(input: string, option: string): string | undefined {
  const length = count(option);
  if (length === undefined) return undefined;
  return input.length > length ? `${input.slice(0, length)}...` : input;
}

/** One option is the length, two are the start and the length. */
function substring(input: string, counts: readonly (number | undefined)[]): string | undefined {
  const [start, length] = counts.length === 1 ? [0, counts[0]] : counts;
  if (counts.length > 2 || start === undefined || length === undefined) return undefined;
  return start + length <= input.length ? input.slice(start, start + length) : undefined;
}

function count(option: string): number | undefined {
  return /^\d{1,9}$/.test(option) ? Number(option) : undefined;
}
