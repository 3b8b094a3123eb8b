import type { EventResource } from "../../model/answers/resources.ts";
import { dayHeading, localDay } from "../../model/format/time.ts";

/** A row of the list: a heading for a day, or an event with its place in the list from 0. */
export type TimelineRow =
  | { readonly kind: "day"; readonly key: string; readonly heading: string }
  | {
      readonly kind: "event";
      readonly key: string;
      readonly event: EventResource;
      readonly index: number;
    };

/** Puts a heading before the first event of each local day. `now` in ms since the epoch. */
export function timelineRows(events: readonly EventResource[], now: number): TimelineRow[] {
  let shown = "";
  return events.flatMap((event, index): TimelineRow[] => {
    const instant = Date.parse(event.Occurred);
    const row = { kind: "event", key: event.Id, event, index } as const;
    const day = localDay(instant);
    if (day === shown) return [row];
    shown = day;
    return [{ kind: "day", key: day, heading: dayHeading(instant, now) }, row];
  });
}
