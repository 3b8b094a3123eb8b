import { changesPassword, type User } from "@indelible/domain";
import { type Caller, invalid, Refusal } from "@indelible/kernel";
import { type Database, equals, secretUpdate } from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";
import { requirePassword } from "./password-rules.ts";
import { loadAccess } from "./permission-sources.ts";
import { isReservedName } from "./reserved-names.ts";
import { nameAttachments, refuseLookalike } from "./user-names.ts";

/**
 * Hooks of users. No user of a higher rank is changed or deleted. A caller who changes the password or
 * the identities of another user could sign in as that user, and must hold all of their permissions.
 */
export function userHooks(database: Database): DocumentHooks<User> {
  return {
    check: async (write) => {
      checkPassword(write);
      await checkName(database, write);
      const { caller, before, body } = write;
      if (before === undefined) return;
      if (before.id === caller.actor.userId) return refuseOwnPassword(body);
      if (equals(body, before.body)) return;
      const { permissions } = await loadAccess(database, before.id);
      const hasSameIdentities = equals(body.Identities, before.body.Identities);
      if (changesPassword(body) || !hasSameIdentities) caller.requireToGive(permissions);
      caller.requireToChange(permissions);
    },
    checkDelete: ({ id }, caller) => checkRank(database, id, caller),
    attachments: nameAttachments,
  };
}

/** Names of earlier versions stay valid. */
async function checkName(database: Database, { before, body }: DocumentWrite<User>): Promise<void> {
  if (body.Username === before?.body.Username) return;
  if (isReservedName(body.Username)) {
    throw invalid(`Username must not be '${body.Username}': events use it for what no user does.`);
  }
  await refuseLookalike(database, body.Username, before?.id ?? "");
}

async function checkRank(database: Database, userId: string, caller: Caller): Promise<void> {
  if (userId === caller.actor.userId) return;
  caller.requireToChange((await loadAccess(database, userId)).permissions);
}

/** Who uses an open session of another user must not be able to keep its owner out. */
function refuseOwnPassword(body: User): void {
  if (!changesPassword(body)) return;
  throw new Refusal(
    "forbidden",
    "Change your own password with PUT /api/users/me/password, which requires the current one.",
  );
}

function checkPassword({ body }: DocumentWrite<User>): void {
  const sent = secretUpdate(body.Password);
  if (typeof sent === "string") return;
  if (body.IsService) {
    throw invalid("A service account has no password; create an API key for it.");
  }
  requirePassword(sent.secret);
}
