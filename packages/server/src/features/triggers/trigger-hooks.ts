import {
  actionProblem,
  channels,
  type ProjectTrigger,
  runbooks,
  scheduleProblem,
} from "@indelible/domain";
import { invalid } from "@indelible/kernel";
import { isOfType, type Trail } from "@indelible/trail";
import type { DocumentHooks } from "../../documents/document-hooks.ts";

/** Hooks of triggers: the schedule is valid, and the channel and runbook belong to the project. */
export function triggerHooks(trail: Trail): DocumentHooks<ProjectTrigger> {
  return { check: ({ body }) => checkTrigger(trail, body) };
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
