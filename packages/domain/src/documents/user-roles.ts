import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { flag, list, name, object, readOnly, text } from "./fields.ts";

const schema = object({
  Name: name(),
  Description: text(),
  GrantedSpacePermissions: list(name()),
  GrantedSystemPermissions: list(name()),
  CanBeDeleted: readOnly(flag(true)),
});

/** The body of a user role. */
export type UserRole = BodyOf<typeof schema>;

/** A set of permissions that can be assigned to teams. API reference, sections 4 and 6. */
export const userRoles = defineDocument<UserRole>({
  prefix: "UserRoles",
  label: "User Role",
  route: "userroles",
  level: "system",
  permissions: {
    view: "UserRoleView",
    create: "UserRoleEdit",
    edit: "UserRoleEdit",
    delete: "UserRoleEdit",
  },
  schema,
  unique: [{ fields: ["Name"], within: "installation" }],
  example: () => ({ Name: "Auditor", GrantedSpacePermissions: ["EventView"] }),
});
