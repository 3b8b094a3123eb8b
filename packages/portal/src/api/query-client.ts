import { QueryCache, QueryClient } from "@tanstack/react-query";
import { isSignedOut, isTransient } from "./api-error.ts";
import { sessionKeys } from "./session.ts";

/** How long an answer is fresh, in ms. */
const FRESH_MS = 15_000;

/** A request that failed for a temporary reason is retried this often. */
const MAX_RETRIES = 2;

/** Builds the cache of all server data. An answer of 401 ends the session: the guard then shows the sign-in page. */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isSignedOut(error)) client.setQueryData(sessionKeys.me, null);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (failures, error) => isTransient(error) && failures < MAX_RETRIES,
      },
    },
  });
  return client;
}
