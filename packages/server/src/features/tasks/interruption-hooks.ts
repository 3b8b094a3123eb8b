import type { Interruption } from "@indelible/domain";
import { mayTakeResponsibility, type TeamsOf } from "@indelible/engine";
import { readFlag } from "@indelible/kernel";
import type { DocumentHooks } from "../../documents/document-hooks.ts";

/** Hooks of interruptions: a list filter, and what the caller may do about each interruption. */
export function interruptionHooks(teamsOf: TeamsOf): DocumentHooks<Interruption> {
  return {
    listFilters: (query) =>
      readFlag(query, "pendingOnly", false) ? { containing: [[{ IsPending: true }]] } : {},
    computedFields: async (interruption, caller) => {
      const { IsPending, ResponsibleUserId } = interruption.body;
      return {
        CanTakeResponsibility:
          IsPending && (await mayTakeResponsibility(teamsOf, caller, interruption)),
        HasResponsibility: ResponsibleUserId === caller.actor.userId,
      };
    },
  };
}
