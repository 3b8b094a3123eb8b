import { isStale } from "./is-stale.ts";

/** How often an act is tried in total before its conflict is reported. */
const ATTEMPTS_MAX = 5;

/**
 * Runs an act, and runs it again when it fails because of a concurrent change: at most 5 times in
 * total, without a pause. Each attempt must read and check everything again, so that what it commits
 * was allowed at the time of the commit.
 *
 * `isConflict` says which errors are conflicts; by default only `stale` is one. Any other error is
 * thrown at once, and the conflict of the last attempt is thrown unchanged.
 */
export async function retryOnConflict<Result>(
  act: () => Promise<Result>,
  isConflict: (error: unknown) => boolean = isStale,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch (error) {
      if (attempt >= ATTEMPTS_MAX || !isConflict(error)) throw error;
    }
  }
}
