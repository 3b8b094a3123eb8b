import { useMutation, useQuery } from "@tanstack/react-query";
import type { ApiKeyResource, NewApiKey } from "../model/answers/access-resources.ts";
import type { Collection } from "../model/answers/resources.ts";
import { accessKeys } from "./access-keys.ts";
import { read, write } from "./client.ts";
import { useRefresh } from "./documents.ts";

/** Keys of one user that are shown. */
const MAX_KEYS = 1_000;

/** The API keys of a user. */
export function useApiKeys(userId: string) {
  return useQuery({
    queryKey: accessKeys.apiKeys(userId),
    queryFn: ({ signal }) =>
      read<Collection<ApiKeyResource>>(`${pathOf(userId)}?take=${MAX_KEYS}`, signal),
  });
}

/** What a new key is for and until when it works: ISO 8601. */
export interface ApiKeyFields {
  readonly Purpose: string;
  readonly Expires: string;
}

/** Makes an API key; the answer is the only one that holds it. */
export function useMakeApiKey(userId: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (fields: ApiKeyFields) => write<NewApiKey>("POST", pathOf(userId), fields),
    onSuccess: refresh,
    // The key is shown once: the cache must not keep it.
    gcTime: 0,
  });
}

/** Revokes an API key: from now on it answers 401. */
export function useRevokeApiKey(userId: string, keyId: string) {
  const refresh = useRefresh();
  const path = `${pathOf(userId)}/${encodeURIComponent(keyId)}`;
  return useMutation({ mutationFn: () => write("DELETE", path), onSuccess: refresh });
}

function pathOf(userId: string): string {
  return `/api/users/${encodeURIComponent(userId)}/apikeys`;
}
