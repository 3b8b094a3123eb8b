import {
  actionProblem,
  channels,
  type ProjectTrigger,
  runbooks,
  scheduleProblem,
} from "@indelible/domain";
import { invalid } from "@indelible/kernel";
import { isOfType, type Trail } from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";
import { neededRights } from "./needed-rights.ts";
import { tenantsOf } from "./trigger-jobs.ts";

/**
 * Hooks of triggers: the schedule is valid, and the channel and runbook belong to the project. A
 * trigger acts with the rights of the user who saves it, who must be allowed what it does.
 */
export function triggerHooks(trail: Trail): DocumentHooks<ProjectTrigger> {
  return {
    writtenBy: (body, { actor }) => ({ ...body, ActsAsUserId: actor.userId }),
    check: async (write) => {
      await checkTrigger(trail, write.body);
      await checkRights(trail, write);
    },
  };
}

/** A disabled trigger does nothing: whoever may change it may disable it. */
async function checkRights(
  trail: Trail,
  { caller, spaceId, body }: DocumentWrite<ProjectTrigger>,
): Promise<void> {
  if (body.IsDisabled) return;
  const trigger = { spaceId, body, modifiedOn: new Date(0) };
  const tenants = await tenantsOf(trail, trigger);
  const needed = neededRights(
    trigger,
    tenants.map(({ id }) => id),
  );
  for (const { permission, scope } of needed) caller.require(permission, scope);
}

async function checkTrigger(
  trail: Trail,
  { Filter, Action, ProjectId }: ProjectTrigger,
): Promise<void> {
  const problem = scheduleProblem(Filter) ?? actionProblem(Action);
  if (problem !== undefined) throw invalid(problem);
  const { ChannelId, RunbookId } = Action;
  const found = await trail.documents([ChannelId ?? "", RunbookId ?? ""]);
  for (const document of found) {
    // Ids of other types are refused with the other references.
    if (!isOfType(channels, document) && !isOfType(runbooks, document)) continue;
    const { id, body } = document;
    if (body.ProjectId === ProjectId) continue;
    const field = id === ChannelId ? "ChannelId" : "RunbookId";
    throw invalid(`Action.${field} '${id}' does not belong to ProjectId '${ProjectId}'.`);
  }
}
