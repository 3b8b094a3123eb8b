const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365 * day],
  ["month", 30 * day],
  ["week", 7 * day],
  ["day", day],
  ["hour", hour],
  ["minute", minute],
];

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const clockTime = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const dayName = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const shortDay = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });
const inputTime = new Intl.DateTimeFormat("sv-SE", { timeStyle: "medium" });
const dayKey = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short" });

/** How long before (or after) `now` the instant lies, in words: "3 hours ago". Both in ms since the epoch. */
export function relativeTime(instant: number, now: number): string {
  const elapsed = instant - now;
  // From a day on it is the calendar that counts: "yesterday" must agree with the heading above.
  const days = Date.parse(localDay(instant)) - Date.parse(localDay(now));
  const distance = Math.abs(elapsed) >= day ? days : elapsed;
  const unit = units.find(([, size]) => Math.abs(distance) >= size);
  return unit ? relative.format(Math.trunc(distance / unit[1]), unit[0]) : "just now";
}

/** The viewer's local time of day, `HH:MM:SS`. `instant` in ms since the epoch. */
export function timeOfDay(instant: number): string {
  return clockTime.format(instant);
}

/** The viewer's local calendar day as `YYYY-MM-DD`. `instant` in ms since the epoch. */
export function localDay(instant: number): string {
  return dayKey.format(instant);
}

/** A heading for the viewer's local day: "Today", "Yesterday", else the weekday and date. */
export function dayHeading(instant: number, now: number): string {
  const key = localDay(instant);
  if (key === localDay(now)) return "Today";
  if (key === localDay(now - day)) return "Yesterday";
  return dayName.format(instant);
}

/** The viewer's local day, short: "22 Nov 2026". `instant` in ms since the epoch. */
export function shortDate(instant: number): string {
  return shortDay.format(instant);
}

/** Midnight of a local `YYYY-MM-DD` day, `days` later, as ISO 8601 in UTC: the same instant for every reader. */
export function startOfLocalDay(date: string, days = 0): string {
  const [year = 0, month = 1, dayOfMonth = 1] = date.split("-").map(Number);
  return new Date(year, month - 1, dayOfMonth + days).toISOString();
}

const exact = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  timeZoneName: "longOffset",
});

/** The instant to the millisecond in the viewer's zone, with its offset. `instant` in ms since the epoch. */
export function exactTime(instant: number): string {
  return exact.format(instant);
}

/** An instant as an input of type `datetime-local` takes it, in the viewer's zone; "" for none. */
export function toLocalInput(iso: string): string {
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) return "";
  return `${localDay(instant.getTime())}T${inputTime.format(instant)}`;
}

/** The instant in an input of type `datetime-local`, as ISO 8601 in UTC; "" for none. */
export function fromLocalInput(text: string): string {
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? "" : instant.toISOString();
}
