import { findIana } from "windows-iana";
import { ScheduleError } from "./schedule-error.ts";

/** Characters of an invalid name that an error message quotes. */
const QUOTED_MAX = 60;

/**
 * The IANA name of the time zone in a field, which has an IANA name or a Windows name; UTC if
 * empty. Fails with a `ScheduleError` for an unknown time zone.
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
