import { equals, isKeptSecret, secretUpdate } from "@indelible/trail/pure";
import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import {
  anything,
  choice,
  described,
  flag,
  integer,
  list,
  name,
  object,
  optionalName,
  readOnly,
  secret,
  text,
} from "./fields.ts";
import { USER_NAME_LENGTH_MAX } from "./user-name.ts";

const schema = object({
  Username: name(USER_NAME_LENGTH_MAX),
  DisplayName: optionalName(USER_NAME_LENGTH_MAX),
  EmailAddress: text(),
  IsActive: flag(true),
  IsService: flag(),
  ServiceAccountType: choice("Standard", "Agent"),
  Password: secret("verifier", "null"),
  Identities: list(anything()),
  Created: readOnly(text()),
  SessionGeneration: described(
    readOnly(integer()),
    "Increases when all sessions of the user end: with the password, and when the user is disabled.",
  ),
});

/** The body of a user. */
export type User = BodyOf<typeof schema>;

const categories = ["SessionEnded"] as const;

/** A person or a service account. API reference, section 6. */
export const users = defineDocument<User, (typeof categories)[number]>({
  prefix: "Users",
  label: "User",
  route: "users",
  level: "system",
  permissions: { view: "UserView", create: "UserEdit", edit: "UserEdit", delete: "UserEdit" },
  schema,
  categories,
  unique: [{ fields: ["Username"], within: "installation" }],
  filters: { isActive: "IsActive", isServiceAccount: "IsService" },
  title: (body) => body.DisplayName || body.Username,
  complete: (body, { now, before }) => ({
    ...body,
    DisplayName: body.DisplayName || body.Username || "",
    Created: before?.Created ?? now,
    ...generationAfter(body, before),
  }),
  verb: (before, after) =>
    isOnlySignedOut(before, after) ? "was signed out everywhere" : undefined,
  example: () => ({
    Username: "deploy-bot",
    DisplayName: "Deploy bot",
    IsService: true,
  }),
});

/** The current generation of a user's sessions; users of earlier versions have none stored. */
export function sessionGenerationOf({ SessionGeneration }: Partial<User>): number {
  return SessionGeneration ?? 0;
}

/** Whether a write of a user sets or removes the password. */
export function changesPassword({ Password }: Pick<User, "Password">): boolean {
  return !isKeptSecret(Password) && secretUpdate(Password) !== "keep";
}

/** A write that ends the sessions of a user starts another generation: it never returns to an old one. */
function generationAfter(body: User, before: User | undefined): Partial<User> {
  if (before === undefined) return {};
  const isDisabled = before.IsActive && !body.IsActive;
  const becomesService = !before.IsService && body.IsService;
  const hasNewPassword = changesPassword(body) && !equals(body.Password, before.Password);
  const ends = isDisabled || becomesService || hasNewPassword;
  return ends ? { SessionGeneration: sessionGenerationOf(before) + 1 } : {};
}

function isOnlySignedOut(before: User | undefined, after: User | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  const same = { ...before, SessionGeneration: sessionGenerationOf(after) };
  return sessionGenerationOf(before) !== sessionGenerationOf(after) && equals(same, after);
}
