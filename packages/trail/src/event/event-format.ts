import { TrailError } from "../errors.ts";
import type { TrailEvent } from "./event.ts";

/** The formats of events: the last is written, the others are only read. */
export const EVENT_FORMATS = [
  "indelible-event/1",
  "indelible-event/2",
  "indelible-event/3",
] as const;

/** True for the name of a format that this version reads. */
export function isKnownFormat(format: unknown): format is TrailEvent["Format"] {
  return EVENT_FORMATS.some((known) => known === format);
}

/**
 * The event of a recorded body. Fails with `schema` for a format that this version does not know: no
 * part of such an event is shown, since its members may mean something else.
 */
export function readEvent(body: string): TrailEvent {
  const event = JSON.parse(body) as TrailEvent;
  if (isKnownFormat(event.Format)) return event;
  throw new TrailError("schema", unknownFormat(event));
}

/** The error message for an event of an unknown format. */
export function unknownFormat(event: { readonly Id?: unknown; readonly Format?: unknown }): string {
  const known = EVENT_FORMATS.join(", ");
  return `The event ${event.Id} has the format ${event.Format}, but this version reads only ${known}.`;
}
