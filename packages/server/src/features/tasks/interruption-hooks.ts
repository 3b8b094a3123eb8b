import type { Interruption } from "@indelible/domain";
import { mayTakeResponsibility, type TeamsOf } from "@indelible/engine";
import { readFlag } from "@indelible/kernel";
import type { DocumentHooks } from "../../documents/document-hooks.ts";

/** Rules of interruptions: lists of the open ones, and what the caller may do about each. */
export function interruptionHooks(teamsOf: TeamsOf): DocumentHooks<Interruption> {
  return {
    listFilters: (query) =>
      readFlag(query, "pendingOnly", false) ? { containing: [[{ IsPending: true }]] } : {},
    computedFields: async (found, caller) => {
      const isPending = found.body.IsPending;
      return {
        CanTakeResponsibility: isPending && (await mayTakeResponsibility(teamsOf, caller, found)),
        HasResponsibility: found.body.ResponsibleUserId === caller.actor.userId,
      };
    },
  };
}
