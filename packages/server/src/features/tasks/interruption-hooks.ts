import { mayTakeResponsibility, type TeamsOf } from "@indelible/engine";
import { readFlag } from "@indelible/kernel";
import type { DocumentHooks } from "../../documents/document-hooks.ts";

/** Rules of interruptions: lists of the open ones, and what the caller may do about each. */
export function interruptionHooks(teamsOf: TeamsOf): DocumentHooks {
  return {
    listFilters: (query) =>
      readFlag(query, "pendingOnly", false) ? { containing: [[{ IsPending: true }]] } : {},
    computedFields: async (found, caller) => {
      const isPending = found.body.IsPending === true;
      return {
        CanTakeResponsibility: isPending && (await mayTakeResponsibility(teamsOf, caller, found)),
        HasResponsibility: found.body.ResponsibleUserId === caller.actor.userId,
      };
    },
  };
}
