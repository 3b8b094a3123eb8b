import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { idOf, idsOf, object } from "./fields.ts";

/**
 * The ids stay when their documents are deleted: a role without its last limit would apply
 * everywhere.
 */
const narrowed = { onDelete: "keep" } as const;

const schema = object({
  TeamId: idOf("Teams", { onDelete: "cascade" }),
  UserRoleId: idOf("UserRoles"),
  ProjectIds: idsOf("Projects", narrowed),
  ProjectGroupIds: idsOf("ProjectGroups", narrowed),
  EnvironmentIds: idsOf("Environments", narrowed),
  TenantIds: idsOf("Tenants", narrowed),
});

/** The body of a scoped user role. */
export type ScopedUserRoleBody = BodyOf<typeof schema>;

/** A user role that is assigned to a team, optionally limited. API reference, section 4. */
export const scopedUserRoles = defineDocument<ScopedUserRoleBody>({
  prefix: "ScopedUserRoles",
  label: "Scoped User Role",
  route: "scopeduserroles",
  level: "either",
  permissions: { view: "TeamView", create: "TeamEdit", edit: "TeamEdit", delete: "TeamEdit" },
  schema,
  delegating: [
    "/TeamId",
    "/UserRoleId",
    "/ProjectIds/*",
    "/ProjectGroupIds/*",
    "/EnvironmentIds/*",
    "/TenantIds/*",
  ],
  nested: [{ under: "Teams", as: "scopeduserroles", by: "TeamId" }],
  title: (body) => `${body.UserRoleId} for ${body.TeamId}`,
  subject: (id, body) => [
    { documentId: id, text: "Role" },
    " ",
    { documentId: body.UserRoleId },
    " of team ",
    { documentId: body.TeamId },
  ],
  example: (idOf) => ({ TeamId: idOf("Teams"), UserRoleId: idOf("UserRoles") }),
});
