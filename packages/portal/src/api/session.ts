import {
  type QueryClient,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { UserResource } from "../model/answers/resources.ts";
import { isSignedOut } from "./api-error.ts";
import { read, write } from "./client.ts";

/** Query keys of the session. */
export const sessionKeys = { me: ["session", "me"] } as const;

/** The credentials of the sign-in form. */
export interface Credentials {
  readonly Username: string;
  readonly Password: string;
  readonly RememberMe: boolean;
}

/** The signed-in account, or null when nobody is signed in. */
export function sessionQuery() {
  return queryOptions({
    queryKey: sessionKeys.me,
    queryFn: ({ signal }) => readViewer(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The signed-in account, or null. Only under a route whose guard has loaded it. */
export function useSession(): UserResource | null {
  return useQuery(sessionQuery()).data ?? null;
}

/** Signs in; a refusal is an `ApiError` of status 401. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) =>
      write<UserResource>("POST", "/api/users/login", credentials),
    onSuccess: async () => {
      forgetAllButSession(client);
      await client.fetchQuery({ ...sessionQuery(), staleTime: 0 });
    },
  });
}

/** Signs out and clears the cached data. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => write("POST", "/api/users/logout"),
    onSuccess: () => endSession(client),
  });
}

/** Forgets the signed-in account and all data: its session has ended. */
export function endSession(client: QueryClient): void {
  client.setQueryData(sessionKeys.me, null);
  forgetAllButSession(client);
}

// The session's own entry stays: the guard watches it and would not notice a new one.
function forgetAllButSession(client: QueryClient): void {
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKeys.me[0] });
}

async function readViewer(signal: AbortSignal): Promise<UserResource | null> {
  try {
    return await read<UserResource>("/api/users/me", signal);
  } catch (error) {
    if (isSignedOut(error)) return null;
    throw error;
  }
}
