import { type ServerTask, type ServerTaskCategory, serverTasks } from "@indelible/domain";
import { completeBody, SYSTEM_USER_ID } from "@indelible/kernel";
import {
  type DocumentChange,
  type MessagePart,
  type Note,
  note,
  type StoredDocument,
} from "@indelible/trail";
import { PLAIN_TASK, type Task, type TaskRequest } from "../ports/task.ts";
import type { TaskMoment } from "./task-kind.ts";

/** A task as a document that events can be about; it has the fields that events need, and is not stored. */
function taskDocument(task: TaskRequest & Partial<Task>): StoredDocument<ServerTask> {
  return {
    id: task.id,
    type: serverTasks.prefix,
    spaceId: task.space_id,
    version: task.version ?? 1,
    title: task.description,
    body: completeBody(serverTasks, {
      Name: task.name,
      Description: task.description,
      DeploymentId: task.deployment_id,
      RunbookRunId: task.runbook_run_id,
      ProjectId: task.project_id,
      EnvironmentId: task.environment_id,
      TenantId: task.tenant_id,
    }),
    modifiedOn: task.last_updated ?? task.queue_time,
    modifiedBy: task.queued_by,
  };
}

/** An event about a task itself. */
export function taskNote(
  task: TaskRequest & Partial<Task>,
  category: ServerTaskCategory,
  verb: string | readonly MessagePart[],
  facts: Pick<Note, "reason" | "relatedIds"> = {},
): Note<ServerTask, ServerTaskCategory> {
  return note(serverTasks, taskDocument(task), { category, verb, ...facts });
}

/**
 * The event of a task that no server queued. It names only the task: the other fields of its row are
 * as little to be trusted.
 */
export function refusalNote(
  { id, name, queue_time }: Task,
  reason: string,
): Note<ServerTask, ServerTaskCategory> {
  const task = { ...PLAIN_TASK, id, name, queue_time, space_id: null, queued_by: SYSTEM_USER_ID };
  return taskNote({ ...task, description: id }, "TaskStateChanged", `was refused: ${reason}`);
}

/**
 * The events of tasks without a document of their kind, such as health checks: only a cancellation.
 * What such a task does is recorded by the documents that it changes.
 */
export function plainNotes(task: Task, moment: TaskMoment): readonly DocumentChange[] {
  return moment === "cancelled" ? [taskNote(task, "TaskCanceled", "was cancelled")] : [];
}
