import { findIana } from "windows-iana";
import { ScheduleError } from "./schedule-error.ts";

/** Characters of a name that is quoted back. */
const QUOTED_MAX = 60;

/**
 * The IANA name of the time zone in a field, given by it or as Windows calls it; UTC for a blank. Fails
 * with a `ScheduleError` for a zone that is not known.
 */
export function ianaTimeZone(field: string, name: string): string {
  if (name === "") return "UTC";
  const zone = findIana(name)[0] ?? name;
  if (isKnown(zone)) return zone;
  throw new ScheduleError(
    `${field} must be the name of a time zone such as Europe/Vienna, not '${name.slice(0, QUOTED_MAX)}'.`,
  );
}

function isKnown(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
