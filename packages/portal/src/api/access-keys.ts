/** Query keys of access control: permissions, memberships, scoped roles, API keys. */
export const accessKeys = {
  all: ["access"] as const,
  permissions: (userId: string) => [...accessKeys.all, "permissions", userId] as const,
  memberships: (userId: string) => [...accessKeys.all, "memberships", userId] as const,
  scopedRoles: (teamId: string) => [...accessKeys.all, "scoped-roles", teamId] as const,
  apiKeys: (userId: string) => [...accessKeys.all, "api-keys", userId] as const,
};
