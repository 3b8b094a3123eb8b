import { interruptions } from "@indelible/domain";
import type { Database, StoredDocument } from "@indelible/trail";
import type { DocumentRules } from "../documents/document-rules.ts";
import { permissionScope } from "../documents/scope.ts";
import { readFlag } from "../http/query.ts";
import type { Caller } from "../identity/caller.ts";
import { loadAccess } from "../identity/permission-sources.ts";

/**
 * Whether a caller may answer an interruption, once they have taken responsibility for it: with
 * InterruptionSubmit, or as a member of one of its teams with InterruptionViewSubmitResponsible.
 */
export async function mayTakeResponsibility(
  database: Database,
  caller: Caller,
  { id, spaceId, body }: StoredDocument,
): Promise<boolean> {
  const scope = permissionScope(interruptions, id, spaceId, body);
  if (caller.may("InterruptionSubmit", scope)) return true;
  if (!caller.may("InterruptionViewSubmitResponsible", scope)) return false;
  const responsible = body.ResponsibleTeamIds as readonly string[];
  const { teams } = await loadAccess(database, caller.actor.userId);
  return teams.some(({ Id }) => responsible.includes(Id));
}

/** Rules of interruptions: lists of the open ones, and what the caller may do about each. */
export function interruptionRules(database: Database): DocumentRules {
  return {
    narrow: (query) =>
      readFlag(query, "pendingOnly", false) ? { containing: [[{ IsPending: true }]] } : {},
    shownTo: async (found, caller) => {
      const isPending = found.body.IsPending === true;
      return {
        CanTakeResponsibility: isPending && (await mayTakeResponsibility(database, caller, found)),
        HasResponsibility: found.body.ResponsibleUserId === caller.actor.userId,
      };
    },
  };
}
