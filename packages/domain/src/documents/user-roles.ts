import { defineDocument } from "./define-document.ts";
import { flag, list, name, object, readOnly, text } from "./fields.ts";

/** A set of permissions that can be given to teams. API reference, sections 4 and 6. */
export const userRoles = defineDocument({
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
  schema: object({
    Name: name(),
    Description: text(),
    GrantedSpacePermissions: list(name()),
    GrantedSystemPermissions: list(name()),
    CanBeDeleted: readOnly(flag(true)),
  }),
  unique: [{ fields: ["Name"], within: "installation" }],
  example: () => ({ Name: "Auditor", GrantedSpacePermissions: ["EventView"] }),
});
