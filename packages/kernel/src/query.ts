import { invalid } from "./refusal.ts";

/** Values of one list parameter at most. */
const VALUES_MAX = 2_000;

/** The parameters of a URL by lower-case name; a repeated one is joined by commas. */
export function readQuery(url: string): ReadonlyMap<string, string> {
  const start = url.indexOf("?");
  const query = new Map<string, string>();
  if (start === -1) return query;
  for (const [name, value] of new URLSearchParams(url.slice(start + 1))) {
    const key = name.toLowerCase();
    const before = query.get(key);
    query.set(key, before === undefined ? value : `${before},${value}`);
  }
  return query;
}

/** The values of a comma-separated parameter; undefined when it is missing or empty. Fails with 400. */
export function readList(
  query: ReadonlyMap<string, string>,
  name: string,
): readonly string[] | undefined {
  const given = query.get(name.toLowerCase());
  if (given === undefined) return undefined;
  const values = given
    .split(",")
    .map((value) => value.trim())
    .filter((value) => value !== "");
  if (values.length > VALUES_MAX) throw invalid(`${name} must have at most ${VALUES_MAX} values.`);
  return values.length === 0 ? undefined : values;
}

/** A flag; `fallback` when it is missing or empty. Fails with 400 for anything except true and false. */
export function readFlag(
  query: ReadonlyMap<string, string>,
  name: string,
  fallback: boolean,
): boolean {
  const given = query.get(name.toLowerCase())?.toLowerCase();
  if (given === undefined || given === "") return fallback;
  if (given === "true" || given === "false") return given === "true";
  throw invalid(`${name} must be true or false, not '${given.slice(0, 50)}'.`);
}

/** One of some words in any case; undefined when it is missing or empty. Fails with 400 for others. */
export function readChoice<Word extends string>(
  query: ReadonlyMap<string, string>,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const given = query.get(name.toLowerCase())?.toLowerCase();
  if (given === undefined || given === "") return undefined;
  const word = words.find((known) => known.toLowerCase() === given);
  if (word !== undefined) return word;
  throw invalid(`${name} must be one of ${words.join(", ")}, not '${given.slice(0, 50)}'.`);
}

const TIME =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?))?(Z|[+-]\d{2}:?\d{2})?$/;

/** A time: ISO 8601 with an offset, or in UTC without one, or only a date. Fails with 400. */
export function readTime(query: ReadonlyMap<string, string>, name: string): Date | undefined {
  const given = query.get(name.toLowerCase());
  if (given === undefined || given === "") return undefined;
  // A plus sign that was not encoded arrives as a space.
  const [, date, time = "00:00:00", offset = "Z"] =
    TIME.exec(given.replace(/(?<=:\d{2}\S*) (?=\d{2}:?\d{2}$)/, "+")) ?? [];
  const value = new Date(`${date}T${time}${offset}`);
  if (date !== undefined && isCalendarDay(date) && isStorable(value)) return value;
  throw invalid(
    `${name} must be a time such as 2026-01-31T12:00:00Z, not '${given.slice(0, 50)}'.`,
  );
}

/**
 * The end of a range, which the range does not include: as `readTime`, but a date without a time means
 * the end of that day.
 */
export function readTimeEnd(query: ReadonlyMap<string, string>, name: string): Date | undefined {
  const value = readTime(query, name);
  const isDay = !/[T ]\d{2}:/.test(query.get(name.toLowerCase()) ?? "");
  if (value === undefined || !isDay) return value;
  const end = new Date(value.getTime() + DAY_MILLISECONDS);
  return isStorable(end) ? end : new Date(end.getTime() - 1);
}

const DAY_MILLISECONDS = 86_400_000;

/** Whether a date exists: `Date` reads 31 February as 3 March. */
function isCalendarDay(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}

/** Whether a time is of the years 1 to 9999, which all parts of the server write in the same form. */
function isStorable(time: Date): boolean {
  const year = time.getUTCFullYear();
  return year >= 1 && year <= 9999;
}
