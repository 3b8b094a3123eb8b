import type { User } from "@indelible/domain";
import { invalid } from "@indelible/kernel";
import { type Database, equals, isKeptSecret, type Json, secretUpdate } from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";
import { loadAccess } from "./permission-sources.ts";

const PASSWORD_LENGTH_MIN = 8;

/**
 * Hooks of users. A caller who changes the password or the identities of another user could sign in
 * as that user, and must hold all of their permissions.
 */
export function userHooks(database: Database): DocumentHooks<User> {
  return {
    check: async (write) => {
      checkPassword(write);
      const { caller, before, body } = write;
      if (before === undefined || before.id === caller.actor.userId) return;
      const hasSameIdentities = equals(body.Identities, before.body.Identities);
      if (!isNewSecret(body.Password) && hasSameIdentities) return;
      caller.requireToGive((await loadAccess(database, before.id)).permissions);
    },
  };
}

function isNewSecret(value: Json): boolean {
  return !isKeptSecret(value) && typeof secretUpdate(value) !== "string";
}

function checkPassword({ body }: DocumentWrite<User>): void {
  const sent = secretUpdate(body.Password);
  if (typeof sent === "string") return;
  if (body.IsService) {
    throw invalid("A service account has no password; create an API key for it.");
  }
  if (sent.secret.length >= PASSWORD_LENGTH_MIN) return;
  throw invalid(`Password must have at least ${PASSWORD_LENGTH_MIN} characters.`);
}
