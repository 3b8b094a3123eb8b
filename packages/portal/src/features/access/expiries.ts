/** How long a new API key can work. */
export const EXPIRIES = [
  { id: "30", name: "In 30 days" },
  { id: "90", name: "In 90 days" },
  { id: "180", name: "In 180 days" },
  { id: "365", name: "In a year" },
] as const;

/** What the API itself gives a key that names no end: 180 days (API reference, section 6). */
export const DEFAULT_EXPIRY = "180";

const DAY_MS = 24 * 60 * 60 * 1000;

/** When a key created at `now` (ms since the epoch) expires, by the id of an expiry: ISO 8601 in UTC. */
export function expiryAfter(id: string, now: number): string {
  return new Date(now + Number(id) * DAY_MS).toISOString();
}
