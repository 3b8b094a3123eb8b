import { invalid } from "@indelible/kernel";
import { type Database, equals, isKeptSecret, type Json, secretUpdate } from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";
import { loadAccess } from "./permission-sources.ts";

const PASSWORD_LENGTH_MIN = 8;

/** Rules of users: to set another's way of signing in is to be able to act as them. */
export function userHooks(database: Database): DocumentHooks {
  return {
    check: async (write) => {
      checkPassword(write);
      const { caller, before, body } = write;
      if (before === undefined || before.id === caller.actor.userId) return;
      const sameIdentities = equals(body.Identities ?? [], before.body.Identities ?? []);
      if (!isNewSecret(body.Password) && sameIdentities) return;
      caller.requireToGive((await loadAccess(database, before.id)).permissions);
    },
  };
}

function isNewSecret(value: Json | undefined): boolean {
  return !isKeptSecret(value) && typeof secretUpdate(value) !== "string";
}

function checkPassword({ body }: DocumentWrite): void {
  const wish = secretUpdate(body.Password);
  if (typeof wish === "string") return;
  if (body.IsService === true)
    throw invalid("A service account has no password; give it an API key.");
  if (wish.secret.length >= PASSWORD_LENGTH_MIN) return;
  throw invalid(`Password must have at least ${PASSWORD_LENGTH_MIN} characters.`);
}
