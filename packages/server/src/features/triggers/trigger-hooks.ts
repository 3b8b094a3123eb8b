import {
  actionProblem,
  channels,
  type ProjectTrigger,
  runbooks,
  scheduleProblem,
  type TriggerAction,
} from "@indelible/domain";
import { ActionError, answeredNames } from "@indelible/engine";
import { invalid } from "@indelible/kernel";
import { type Database, isOfType, type Json, type Trail } from "@indelible/trail";
import type { DocumentHooks, DocumentWrite } from "../../documents/document-hooks.ts";
import { neededRights } from "./needed-rights.ts";
import { formValuesOf } from "./run-requests.ts";
import { tenantsOf } from "./trigger-jobs.ts";

/** Dependencies of the hooks of triggers. */
export interface TriggerHookTools {
  readonly trail: Trail;
  readonly database: Database;
}

/**
 * Hooks of triggers: the schedule is valid, and the channel and runbook belong to the project. A
 * trigger acts with the rights of the user who saves it, who must be allowed what it does.
 */
export function triggerHooks({ trail, database }: TriggerHookTools): DocumentHooks<ProjectTrigger> {
  return {
    names: async ({ ProjectId, Action }) =>
      answeredNames({ trail, database }, { ProjectId, FormValues: answersOf(Action) }),
    writtenBy: (body, { actor }) => ({ ...body, ActsAsUserId: actor.userId }),
    check: async (write) => {
      await checkTrigger(trail, write.body);
      await checkRights(trail, write);
    },
  };
}

/** The answers of a trigger as text; none if they cannot be read, which each occurrence reports. */
function answersOf(action: TriggerAction): Record<string, string> {
  try {
    const answers = Object.entries(formValuesOf(action));
    return Object.fromEntries(answers.filter((one): one is [string, string] => isText(one[1])));
  } catch (error) {
    if (error instanceof ActionError) return {};
    throw error;
  }
}

function isText(value: Json): value is string {
  return typeof value === "string";
}

/** A disabled trigger does nothing: every user who may change it may disable it. */
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
