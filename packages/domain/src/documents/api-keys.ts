import type { BodyOf } from "./body-of.ts";
import { defineDocument } from "./define-document.ts";
import {
  choice,
  hidden,
  idOf,
  object,
  optionalName,
  optionalText,
  readOnly,
  TEXT_LENGTH_MAX,
  text,
  time,
} from "./fields.ts";

const schema = object({
  UserId: readOnly(idOf("Users", { follows: true, onDelete: "cascade" })),
  Purpose: optionalName(TEXT_LENGTH_MAX),
  Created: readOnly(text()),
  Expires: time(),
  AccessLevel: choice("FullAccess", "ReadOnly", "Custom"),
  ActorType: choice("User", "AiAgent"),
  Hint: readOnly(optionalText()),
  KeyDigest: readOnly(hidden(text())),
  /** The code that binds the key to its user, its expiry and its access level. */
  KeyMac: readOnly(hidden(text())),
});

/** The body of an API key. */
export type ApiKey = BodyOf<typeof schema>;

/** A key that lets a program act as a user. API reference, section 6. */
export const apiKeys = defineDocument<ApiKey>({
  prefix: "ApiKeys",
  label: "API Key",
  route: "apikeys",
  level: "system",
  permissions: { view: "UserView", create: "UserEdit", edit: "UserEdit", delete: "UserEdit" },
  verbs: [],
  schema,
  unique: [{ fields: ["KeyDigest"], within: "installation" }],
  title: (body) => body.Purpose,
  subject: (id, body) => [
    "API key '",
    { documentId: id, text: body.Purpose },
    "' of ",
    { documentId: body.UserId },
  ],
  example: () => ({ Purpose: "build server" }),
});
