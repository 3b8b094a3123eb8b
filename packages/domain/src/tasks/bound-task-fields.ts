import type { JsonObject } from "@indelible/trail/pure";

/** The fields of a task that never change once it is queued. */
export interface BoundTask {
  readonly id: string;
  readonly space_id: string | null;
  /** Its kind: `Deploy`, `RunbookRun`, `Health`, … */
  readonly name: string;
  readonly description: string;
  readonly arguments: JsonObject;
  readonly deployment_id: string | null;
  readonly runbook_run_id: string | null;
  readonly project_id: string | null;
  readonly environment_id: string | null;
  readonly tenant_id: string | null;
  readonly runbook_id: string | null;
  readonly queued_by: string;
  /** Tasks of one lane run one at a time; null for tasks without such a limit. */
  readonly lane: string | null;
  readonly queue_time: Date;
  readonly queue_time_expiry: Date | null;
}

/** What the code (MAC) of a task covers: docs/formats/tasks.md. */
export function boundTaskFields(task: BoundTask): JsonObject {
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
