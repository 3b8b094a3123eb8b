import { machinePolicies } from "@indelible/domain";
import type { Database, JsonObject, StoredDocument, Trail } from "@indelible/trail";
import { TAKE_MAX } from "../http/page.ts";
import { SYSTEM_USER_ID, systemAct } from "../identity/system-act.ts";
import { lastRuns, scheduleRun, unlessMovedOn } from "../schedules/schedule-runs.ts";
import { PLAIN_TASK } from "../tasks/task.ts";
import { queuedTasks } from "../tasks/task-changes.ts";
import { HEALTH_TASK } from "./health-task.ts";

/** What scheduling health checks stands on. */
export interface HealthScheduleTools {
  readonly trail: Trail;
  readonly database: Database;
  readonly clock: () => Date;
}

/**
 * Queues the health checks that are due by the policies of all spaces. They are no events: nobody
 * asked for them, and what they find is told by the targets whose health changed.
 */
export async function queueDueHealthChecks(tools: HealthScheduleTools): Promise<void> {
  const { trail, database, clock } = tools;
  const { documents } = await trail.list({ type: machinePolicies, skip: 0, take: TAKE_MAX });
  const last = await lastRuns(
    database,
    documents.map(({ id }) => id),
  );
  const now = clock();
  for (const policy of documents) {
    const interval = intervalOf(policy);
    const before = last.get(policy.id);
    const isDue = before === undefined || now.getTime() - before.getTime() >= (interval ?? 0);
    if (interval !== undefined && isDue) await queueCheck(tools, policy, before, now);
  }
}

async function queueCheck(
  { trail }: HealthScheduleTools,
  policy: StoredDocument,
  before: Date | undefined,
  now: Date,
): Promise<void> {
  const snapshot = await trail.read({ newIds: { ServerTasks: 1 } });
  const task = {
    ...PLAIN_TASK,
    id: snapshot.takeId("ServerTasks"),
    space_id: policy.spaceId,
    name: HEALTH_TASK,
    description: `Check deployment target health of ${policy.title}`,
    arguments: { MachinePolicyId: policy.id },
    queued_by: SYSTEM_USER_ID,
    queue_time: now,
  };
  const attachments = [queuedTasks([task], now), scheduleRun(policy.id, before, now)];
  await unlessMovedOn(() => trail.commit(systemAct(task.id), snapshot, [], attachments));
}

const DURATION = /^(?:(\d{1,4})\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?$/;

/** Milliseconds between checks; undefined for a policy that asks for none. */
function intervalOf({ body }: StoredDocument): number | undefined {
  const check = (body.MachineHealthCheckPolicy ?? {}) as JsonObject;
  const [, days = "0", hours, minutes, seconds] =
    DURATION.exec(String(check.HealthCheckInterval ?? "")) ?? [];
  if (hours === undefined) return undefined;
  const total = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  return total > 0 ? total * 1000 : undefined;
}
