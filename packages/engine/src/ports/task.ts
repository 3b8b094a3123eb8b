import type { TaskState } from "@indelible/domain";
import type { JsonObject } from "@indelible/trail";

/** A stored server task: a row of `server.tasks`. */
export interface Task {
  readonly id: string;
  readonly number: number;
  readonly version: number;
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
  readonly state: TaskState;
  readonly queue_time: Date;
  readonly queue_time_expiry: Date | null;
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
export type TaskRequest = Pick<
  Task,
  | "id"
  | "space_id"
  | "name"
  | "description"
  | "arguments"
  | "deployment_id"
  | "runbook_run_id"
  | "project_id"
  | "environment_id"
  | "tenant_id"
  | "runbook_id"
  | "queued_by"
  | "lane"
  | "queue_time"
  | "queue_time_expiry"
>;

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
