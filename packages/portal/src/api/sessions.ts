import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { SessionResource } from "../model/answers/access-resources.ts";
import type { Collection, UserResource } from "../model/answers/resources.ts";
import { accessKeys } from "./access-keys.ts";
import { read, write } from "./client.ts";
import { useRefresh } from "./documents.ts";
import { endSession, sessionKeys } from "./session.ts";

/** Sessions of one user that are shown. */
const MAX_SESSIONS = 1_000;

/** The sessions of a user, the newest first. */
export function useSessions(userId: string) {
  return useQuery({
    queryKey: accessKeys.sessions(userId),
    queryFn: ({ signal }) =>
      read<Collection<SessionResource>>(`${pathOf(userId)}?take=${MAX_SESSIONS}`, signal),
  });
}

/** Ends a session of a user. When it is that of this browser, the viewer is signed out. */
export function useEndSession(userId: string, session: SessionResource) {
  const path = `${pathOf(userId)}/${encodeURIComponent(session.Id)}`;
  return useEnd(path, session.IsCurrent);
}

/** Ends all sessions of a user. When it is the viewer, they are signed out. */
export function useEndAllSessions(userId: string, isViewer: boolean) {
  return useEnd(pathOf(userId), isViewer);
}

function useEnd(path: string, isOwn: boolean) {
  const client = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => write("DELETE", path),
    onSuccess: () => (isOwn ? endSession(client) : refresh()),
  });
}

/** The fields of the form for the viewer's own password. */
export interface PasswordFields {
  readonly CurrentPassword: string;
  readonly NewPassword: string;
}

/** Changes the viewer's password, which ends all sessions; this browser gets a new one. */
export function useChangePassword() {
  const client = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (fields: PasswordFields) =>
      write<UserResource>("PUT", "/api/users/me/password", fields),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: sessionKeys.me });
      await refresh();
    },
    // The cache must not keep the passwords.
    gcTime: 0,
  });
}

function pathOf(userId: string): string {
  return `/api/users/${encodeURIComponent(userId)}/sessions`;
}
