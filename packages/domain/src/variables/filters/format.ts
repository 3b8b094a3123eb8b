import { formatDate, parseDate } from "./date.ts";
import type { Filters } from "./filter.ts";
import { formatNumber, parseNumber } from "./number.ts";

type Formatter = (input: string, format: string) => string | undefined;

const FORMATTERS: ReadonlyMap<string, Formatter> = new Map([
  ["int", formattedInteger],
  ["int32", formattedInteger],
  ["double", formattedNumber],
  ["decimal", formattedNumber],
  ["date", formattedDate],
  ["datetime", formattedDate],
  ["datetimeoffset", formattedDate],
]);

/** Formats a number or a date, by a format or by the name of a type and a format. */
export const formatFilters: Filters = {
  Format: (input, options) => {
    const [first = "", second] = options;
    if (options.length === 1) return formattedNumber(input, first) ?? formattedDate(input, first);
    if (options.length !== 2 || second === undefined) return undefined;
    return FORMATTERS.get(first.toLowerCase())?.(input, second);
  },
};

function formattedNumber(input: string, format: string): string | undefined {
  const value = parseNumber(input);
  return value === undefined ? undefined : formatNumber(value, format);
}

function formattedInteger(input: string, format: string): string | undefined {
  return /^\s*[+-]?\d+\s*$/.test(input) ? formattedNumber(input, format) : undefined;
}

function formattedDate(input: string, format: string): string | undefined {
  const time = parseDate(input);
  return time && formatDate(time, format);
}
