import type { BoundTask, TaskState } from "@indelible/domain";

/** A stored server task: a row of `server.tasks`. */
export interface Task extends BoundTask {
  readonly number: number;
  readonly version: number;
  readonly state: TaskState;
  readonly start_time: Date | null;
  readonly completed_time: Date | null;
  readonly last_updated: Date;
  readonly error_message: string;
  readonly has_warnings: boolean;
  readonly has_pending_interruptions: boolean;
  readonly server_node: string | null;
  /** The progress of a paused task, encrypted. */
  readonly progress: string | null;
  readonly lease_holder: string | null;
  /** The code of the fields that never change; null for a task that no server queued. */
  readonly mac: string | null;
  /** What an event would state of a task that ended without one (`TaskRecord`), and its code. */
  readonly record: string | null;
  readonly record_mac: string | null;
}

/** The fields of a new task. */
export type TaskRequest = BoundTask;

/** Fields of a new task that belongs to no document; the caller adds the others. */
export const PLAIN_TASK = {
  arguments: {},
  deployment_id: null,
  runbook_run_id: null,
  project_id: null,
  environment_id: null,
  tenant_id: null,
  runbook_id: null,
  lane: null,
  queue_time_expiry: null,
} as const;
