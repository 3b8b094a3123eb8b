import { dueTriggers, projectTriggers, type TriggerFilter } from "@indelible/domain";
import {
  type Attachment,
  type Database,
  type StoredDocument,
  type Trail,
  TrailError,
} from "@indelible/trail";
import type { DocumentService } from "../documents/document-service.ts";
import { HttpProblem } from "../http/http-problem.ts";
import { TAKE_MAX } from "../http/page.ts";
import { serverCaller } from "../identity/server-caller.ts";
import { systemAct } from "../identity/system-act.ts";
import { ActionError } from "../processes/action-error.ts";
import { lastRuns, scheduleRun } from "../schedules/schedule-runs.ts";
import { type Errand, errandsOf, requestFor } from "./errands.ts";

/** What running triggers stands on. */
export interface TriggerTools {
  readonly trail: Trail;
  readonly database: Database;
  readonly service: DocumentService;
  readonly clock: () => Date;
  readonly newUuid: () => string;
}

/**
 * Does what scheduled triggers are due for, as the server itself, which the events say with the
 * trigger's name. What a trigger cannot do is recorded too: nobody is there to see it refused.
 */
export async function runDueTriggers(tools: TriggerTools): Promise<void> {
  const { trail, database, clock } = tools;
  const { documents } = await trail.list({
    type: projectTriggers,
    containing: [[{ IsDisabled: false }]],
    skip: 0,
    take: TAKE_MAX,
  });
  const errands = documents.flatMap(errandsOf);
  const last = await lastRuns(
    database,
    errands.map(({ id }) => id),
  );
  const scheduled = errands.map(({ id, trigger }) => ({
    id,
    filter: trigger.body.Filter as unknown as TriggerFilter,
    since: laterOf(last.get(id), trigger.modifiedOn),
  }));
  const byId = new Map(errands.map((errand) => [errand.id, errand]));
  for (const { id, occurrence } of dueTriggers(scheduled, clock())) {
    const errand = byId.get(id);
    const moved = scheduleRun(id, last.get(id), occurrence);
    if (errand !== undefined) await runErrand(tools, errand, moved);
  }
}

function laterOf(last: Date | undefined, made: Date): Date {
  return last !== undefined && last > made ? last : made;
}

async function runErrand(tools: TriggerTools, errand: Errand, moved: Attachment): Promise<void> {
  const { trigger } = errand;
  const caller = serverCaller(tools.newUuid(), `Trigger '${trigger.title}'`, trigger.spaceId);
  try {
    const { definition, fields } = await requestFor(tools, errand);
    const options = { attachments: [moved], relatives: [trigger.id] };
    await tools.service.create(caller, definition, trigger.spaceId, fields, options);
  } catch (error) {
    // Another server has run it.
    if (error instanceof TrailError && error.code === "stale") return;
    const isRefusal = [HttpProblem, ActionError, TrailError].some((kind) => error instanceof kind);
    if (!isRefusal) throw error;
    await recordBlocked(tools, trigger, moved, error as Error);
  }
}

async function recordBlocked(
  { trail, newUuid }: TriggerTools,
  trigger: StoredDocument,
  moved: Attachment,
  error: Error,
): Promise<void> {
  const reasons = error instanceof HttpProblem ? [error.message, ...error.errors] : [error.message];
  const snapshot = await trail.read({ ids: [trigger.id], events: 1 });
  const before = snapshot.documents.get(trigger.id);
  if (before === undefined) return;
  const verb = `could not run: ${reasons.join(" ")}`;
  const category = "AutoDeployBlocked";
  const note = { kind: "note", type: projectTriggers, before, category, verb } as const;
  await trail.commit(systemAct(newUuid()), snapshot, [note], [moved]);
}
