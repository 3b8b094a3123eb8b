import { dueRun, projectTriggers } from "@indelible/domain";
import { ActionError, lastRuns, scheduleRun, unlessMovedOn } from "@indelible/engine";
import { eachInTurn, isStale, Refusal, TAKE_MAX } from "@indelible/kernel";
import { type Attachment, isUnavailable, TrailError } from "@indelible/trail";
import { type ActingTools, actingCaller } from "./acting-caller.ts";
import { createScheduledRelease, type NewReleaseTools } from "./new-release.ts";
import { recordBlocked } from "./record-blocked.ts";
import { requestFor } from "./run-requests.ts";
import { jobsOf, type TriggerJob } from "./trigger-jobs.ts";

/** Dependencies of running triggers. */
export interface TriggerTools extends NewReleaseTools, ActingTools {}

/**
 * Runs the jobs of scheduled triggers that are due. The server itself acts, with the rights of the
 * user who saved the trigger last; the events name the trigger. A job that is refused is recorded as an event too, since no user sees the refusal.
 */
export async function runDueTriggers(tools: TriggerTools): Promise<void> {
  const { trail, database, clock } = tools;
  const { documents } = await trail.list({
    type: projectTriggers,
    containing: [[{ IsDisabled: false }]],
    skip: 0,
    take: TAKE_MAX,
  });
  const jobs = (await Promise.all(documents.map((trigger) => jobsOf(trail, trigger)))).flat();
  const last = await lastRuns(
    database,
    jobs.map(({ id }) => id),
  );
  await eachInTurn(jobs, async (job) => {
    const before = last.get(job.id);
    const due = dueRun(job.trigger.body.Filter, laterOf(before, job.since), clock());
    if (due === undefined) return;
    await unlessMovedOn(() => runJob(tools, job, scheduleRun(job.id, before, due)));
  });
}

function laterOf(last: Date | undefined, since: Date): Date {
  return last !== undefined && last > since ? last : since;
}

/**
 * Runs a job and advances its schedule, in one commit, with the rights that the user who saved the
 * trigger last has now.
 */
async function runJob(tools: TriggerTools, job: TriggerJob, advance: Attachment): Promise<void> {
  const { trigger, place } = job;
  const options = { attachments: [advance], relatedIds: [trigger.id] };
  try {
    const caller = await actingCaller(tools, job);
    if (place === null) {
      await createScheduledRelease(tools, caller, trigger, options);
    } else {
      const { definition, fields } = await requestFor(tools, trigger, place);
      await tools.service.create(caller, definition, trigger.spaceId, fields, options);
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await recordBlocked(tools, job, advance, error);
  }
}

/**
 * Whether the job was refused. A stale commit is no refusal, since another server has run the job;
 * nor is an unavailable database, since the job runs later.
 */
function isRefusal(error: unknown): error is Error {
  if (error instanceof TrailError) return !isStale(error) && !isUnavailable(error);
  return error instanceof Refusal || error instanceof ActionError;
}
