import { mayTakeResponsibility, type TeamsOf } from "@indelible/engine";
import { readFlag } from "@indelible/kernel";
import type { DocumentRules } from "../../documents/document-rules.ts";

/** Rules of interruptions: lists of the open ones, and what the caller may do about each. */
export function interruptionRules(teamsOf: TeamsOf): DocumentRules {
  return {
    narrow: (query) =>
      readFlag(query, "pendingOnly", false) ? { containing: [[{ IsPending: true }]] } : {},
    shownTo: async (found, caller) => {
      const isPending = found.body.IsPending === true;
      return {
        CanTakeResponsibility: isPending && (await mayTakeResponsibility(teamsOf, caller, found)),
        HasResponsibility: found.body.ResponsibleUserId === caller.actor.userId,
      };
    },
  };
}
