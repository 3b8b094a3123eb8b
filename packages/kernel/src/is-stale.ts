import { TrailError } from "@indelible/trail";

/**
 * Whether an act failed because a document, or an attached row, was changed by someone else after it
 * was read. Nothing of the act was written; after a new read it may succeed.
 */
export function isStale(error: unknown): boolean {
  return error instanceof TrailError && error.code === "stale";
}
