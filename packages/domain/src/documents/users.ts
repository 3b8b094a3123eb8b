import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import { anything, choice, flag, list, name, object, readOnly, secret, text } from "./fields.ts";

/** Characters of a user name, and of a display name (API reference, section 6). */
const USER_NAME_LENGTH_MAX = 64;

const schema = object({
  Username: name(USER_NAME_LENGTH_MAX),
  DisplayName: text(USER_NAME_LENGTH_MAX),
  EmailAddress: text(),
  IsActive: flag(true),
  IsService: flag(),
  ServiceAccountType: choice("Standard", "Agent"),
  Password: secret("verifier", "null"),
  Identities: list(anything()),
  Created: readOnly(text()),
});

/** The body of a user. */
export type User = BodyOf<typeof schema>;

/** A person or a service account. API reference, section 6. */
export const users = defineDocument<User>({
  prefix: "Users",
  label: "User",
  route: "users",
  level: "system",
  permissions: { view: "UserView", create: "UserEdit", edit: "UserEdit", delete: "UserEdit" },
  schema,
  unique: [{ fields: ["Username"], within: "installation" }],
  filters: { isActive: "IsActive", isServiceAccount: "IsService" },
  title: (body) => body.DisplayName || body.Username,
  complete: (body, { now, before }) => ({
    ...body,
    DisplayName: body.DisplayName || body.Username || "",
    Created: before?.Created ?? now,
  }),
  example: () => ({
    Username: "deploy-bot",
    DisplayName: "Deploy bot",
    IsService: true,
  }),
});
