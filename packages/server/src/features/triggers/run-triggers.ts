import { dueRun, projectTriggers, type TriggerFilter } from "@indelible/domain";
import { ActionError, lastRuns, scheduleRun, unlessMovedOn } from "@indelible/engine";
import { eachInTurn, isStale, Refusal, serverCaller, systemAct, TAKE_MAX } from "@indelible/kernel";
import { type Attachment, type StoredDocument, TrailError } from "@indelible/trail";
import { type Errand, errandsOf } from "./errands.ts";
import { makeNewRelease, type NewReleaseTools } from "./new-release.ts";
import { requestFor } from "./run-requests.ts";

/** What running triggers stands on. */
export interface TriggerTools extends NewReleaseTools {
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
  const errands = (await Promise.all(documents.map((one) => errandsOf(trail, one)))).flat();
  const last = await lastRuns(
    database,
    errands.map(({ id }) => id),
  );
  await eachInTurn(errands, async (errand) => {
    const before = last.get(errand.id);
    const filter = errand.trigger.body.Filter as unknown as TriggerFilter;
    const due = dueRun(filter, laterOf(before, errand.since), clock());
    if (due === undefined) return;
    await unlessMovedOn(() => runErrand(tools, errand, scheduleRun(errand.id, before, due)));
  });
}

function laterOf(last: Date | undefined, made: Date): Date {
  return last !== undefined && last > made ? last : made;
}

async function runErrand(tools: TriggerTools, errand: Errand, moved: Attachment): Promise<void> {
  const { trigger } = errand;
  const caller = serverCaller(tools.newUuid(), `Trigger '${trigger.title}'`, trigger.spaceId);
  const landing = { attachments: [moved], relatedIds: [trigger.id] };
  try {
    if (errand.place === null) {
      await makeNewRelease(tools, caller, trigger, landing);
    } else {
      const { definition, fields } = await requestFor(tools, trigger, errand.place);
      await tools.service.create(caller, definition, trigger.spaceId, fields, landing);
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await recordBlocked(tools, trigger, moved, error);
  }
}

/** Whether nothing was made because something is amiss, rather than because somebody was faster. */
function isRefusal(error: unknown): error is Error {
  if (error instanceof TrailError) return !isStale(error);
  return error instanceof Refusal || error instanceof ActionError;
}

async function recordBlocked(
  { trail, newUuid }: TriggerTools,
  trigger: StoredDocument,
  moved: Attachment,
  error: Error,
): Promise<void> {
  const snapshot = await trail.read({ ids: [trigger.id], events: 1 });
  const before = snapshot.documents.get(trigger.id);
  if (before === undefined) return;
  const verb = `could not run: ${reasonOf(error)}`;
  const category = "AutoDeployBlocked";
  const note = { kind: "note", type: projectTriggers, before, category, verb } as const;
  await trail.commit(systemAct(newUuid()), snapshot, [note], [moved]);
}

/** What is amiss, without what a request is told besides. */
function reasonOf(error: Error): string {
  const sentences = error instanceof Refusal ? error.errors : [];
  return sentences.length > 0 ? sentences.join(" ") : error.message;
}
