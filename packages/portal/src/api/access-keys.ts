/** Query keys of access control: permissions, memberships, scoped roles, sessions, API keys. */
export const accessKeys = {
  all: ["access"] as const,
  permissions: (userId: string) => [...accessKeys.all, "permissions", userId] as const,
  memberships: (userId: string) => [...accessKeys.all, "memberships", userId] as const,
  scopedRoles: (teamId: string) => [...accessKeys.all, "scoped-roles", teamId] as const,
  sessions: (userId: string) => [...accessKeys.all, "sessions", userId] as const,
  apiKeys: (userId: string) => [...accessKeys.all, "api-keys", userId] as const,
};
