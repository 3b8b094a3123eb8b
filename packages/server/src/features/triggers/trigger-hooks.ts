import {
  actionProblem,
  channels,
  runbooks,
  scheduleProblem,
  type TriggerAction,
  type TriggerFilter,
} from "@indelible/domain";
import { invalid } from "@indelible/kernel";
import type { JsonObject, Trail } from "@indelible/trail";
import type { DocumentHooks } from "../../documents/document-hooks.ts";

/** Rules of triggers: a schedule that can be kept, and an action that is the project's to take. */
export function triggerHooks(trail: Trail): DocumentHooks {
  return { check: ({ body }) => checkTrigger(trail, body) };
}

async function checkTrigger(
  trail: Trail,
  { Filter, Action, ProjectId }: JsonObject,
): Promise<void> {
  const filter = Filter as unknown as TriggerFilter;
  const action = Action as unknown as TriggerAction;
  const problem = scheduleProblem(filter) ?? actionProblem(action);
  if (problem !== undefined) throw invalid(problem);
  const { ChannelId, RunbookId } = action;
  const found = await trail.documents([ChannelId ?? "", RunbookId ?? ""]);
  for (const { id, type, body } of found) {
    // Those of another type are refused with the other references.
    if (type !== channels.prefix && type !== runbooks.prefix) continue;
    if (body.ProjectId === ProjectId) continue;
    const field = id === ChannelId ? "ChannelId" : "RunbookId";
    throw invalid(`Action.${field} '${id}' does not belong to ProjectId '${ProjectId}'.`);
  }
}
