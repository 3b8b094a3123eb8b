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

/** The purpose and the expiry (ISO 8601) of a new key. */
export interface ApiKeyFields {
  readonly Purpose: string;
  readonly Expires: string;
}

/** Creates an API key. Only this answer contains the key. */
export function useCreateApiKey(userId: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (fields: ApiKeyFields) => write<NewApiKey>("POST", pathOf(userId), fields),
    onSuccess: refresh,
    // The key is shown once: the cache must not keep it.
    gcTime: 0,
  });
}

/** Revokes an API key: requests with it are answered with 401. */
export function useRevokeApiKey(userId: string, keyId: string) {
  const refresh = useRefresh();
  const path = `${pathOf(userId)}/${encodeURIComponent(keyId)}`;
  return useMutation({ mutationFn: () => write("DELETE", path), onSuccess: refresh });
}

function pathOf(userId: string): string {
  return `/api/users/${encodeURIComponent(userId)}/apikeys`;
}
