import type { JsonObject, RowMacs } from "@indelible/trail";
import type { Task, TaskRequest } from "../ports/task.ts";

/**
 * The code (MAC) of a task, which shows that a server queued it: a task made or changed by SQL has
 * none. It covers the fields that never change. docs/formats/tasks.md.
 */
export function taskMac(macs: RowMacs, task: TaskRequest): string {
  return macs.mac("task-row", boundFields(task));
}

/** Whether a stored task is one that a server queued, unchanged in the fields of its code. */
export function hasTaskMac(macs: RowMacs, task: Task): boolean {
  return macs.hasMac("task-row", boundFields(task), task.mac);
}

function boundFields(task: TaskRequest): JsonObject {
  return {
    id: task.id,
    space_id: task.space_id,
    name: task.name,
    description: task.description,
    arguments: task.arguments,
    deployment_id: task.deployment_id,
    runbook_run_id: task.runbook_run_id,
    project_id: task.project_id,
    environment_id: task.environment_id,
    tenant_id: task.tenant_id,
    runbook_id: task.runbook_id,
    queued_by: task.queued_by,
    lane: task.lane,
    queue_time: task.queue_time.toISOString(),
    queue_time_expiry: task.queue_time_expiry?.toISOString() ?? null,
  };
}
