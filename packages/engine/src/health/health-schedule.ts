import {
  dueHealthCheck,
  type MachinePolicy,
  machinePolicies,
  serverTasks,
} from "@indelible/domain";
import { eachInTurn, SYSTEM_USER_ID, systemAct, TAKE_MAX } from "@indelible/kernel";
import type { Attachment, Database, RowMacs, StoredDocument, Trail } from "@indelible/trail";
import { PLAIN_TASK } from "../ports/task.ts";
import { lastRuns, scheduleRun, unlessMovedOn } from "../schedules/schedule-runs.ts";
import { queuedTasks } from "../tasks/task-changes.ts";
import { HEALTH_TASK } from "./health-task.ts";

/** Dependencies of scheduling health checks. */
export interface HealthScheduleTools {
  readonly trail: Trail;
  readonly database: Database;
  readonly sealer: RowMacs;
  readonly clock: () => Date;
}

/**
 * Queues the health checks that are due by the policies of all spaces. Queuing one is not an event;
 * a target whose health changes is.
 */
export async function queueDueHealthChecks(tools: HealthScheduleTools): Promise<void> {
  const { trail, database, clock } = tools;
  const { documents } = await trail.list({ type: machinePolicies, skip: 0, take: TAKE_MAX });
  const last = await lastRuns(
    database,
    documents.map(({ id }) => id),
  );
  const now = clock();
  await eachInTurn(documents, async (policy) => {
    const before = last.get(policy.id);
    const check = {
      policy: policy.body.MachineHealthCheckPolicy,
      made: policy.modifiedOn,
      last: before,
    };
    const due = dueHealthCheck(check, now);
    if (due !== undefined) await queueCheck(tools, policy, scheduleRun(policy.id, before, due));
  });
}

async function queueCheck(
  { trail, sealer, clock }: HealthScheduleTools,
  policy: StoredDocument<MachinePolicy>,
  moved: Attachment,
): Promise<void> {
  const now = clock();
  const snapshot = await trail.read({ newIds: { [serverTasks.prefix]: 1 } });
  const task = {
    ...PLAIN_TASK,
    id: snapshot.takeId(serverTasks.prefix),
    space_id: policy.spaceId,
    name: HEALTH_TASK,
    description: `Check deployment target health of ${policy.title}`,
    arguments: { MachinePolicyId: policy.id },
    queued_by: SYSTEM_USER_ID,
    queue_time: now,
  };
  const attachments = [queuedTasks([task], sealer, now), moved];
  await unlessMovedOn(() => trail.commit(systemAct(task.id), snapshot, [], attachments));
}
