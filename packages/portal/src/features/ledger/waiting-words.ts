import { relativeTime } from "../../model/format/time.ts";

/** The number and age of the events that wait for the ledger, in words. `since` is ISO 8601, `now` in ms since the epoch. */
export function waitingWords(count: number, since: string | null, now: number): string {
  if (count === 0) return "Nothing";
  const events = count === 1 ? "1 event" : `${count.toLocaleString("en")} events`;
  return since === null ? events : `${events}, ${relativeTime(Date.parse(since), now)}`;
}
