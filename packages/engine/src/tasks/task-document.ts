import { type ServerTaskCategory, serverTasks } from "@indelible/domain";
import type { DocumentChange, StoredDocument } from "@indelible/trail";
import type { Task, TaskRequest } from "../ports/task.ts";
import type { TaskMoment } from "./task-kind.ts";

/** A task as a document that events can be about; it is kept nowhere. */
function taskDocument(task: TaskRequest & Partial<Task>): StoredDocument {
  return {
    id: task.id,
    type: serverTasks.prefix,
    spaceId: task.space_id,
    version: task.version ?? 1,
    title: task.description,
    body: {
      Name: task.name,
      Description: task.description,
      DeploymentId: task.deployment_id,
      RunbookRunId: task.runbook_run_id,
      ProjectId: task.project_id,
      EnvironmentId: task.environment_id,
      TenantId: task.tenant_id,
    },
    modifiedOn: task.last_updated ?? task.queue_time,
    modifiedBy: task.queued_by,
  };
}

/** An event about a task itself. */
export function taskNote(
  task: TaskRequest & Partial<Task>,
  category: ServerTaskCategory,
  verb: string,
): DocumentChange {
  return { kind: "note", type: serverTasks, before: taskDocument(task), category, verb };
}

/**
 * What the trail says of tasks that work on nothing of their own, such as health checks: that somebody
 * cancelled one. What they found is told by the documents that they changed.
 */
export function plainNotes(task: Task, moment: TaskMoment): readonly DocumentChange[] {
  return moment === "cancelled" ? [taskNote(task, "TaskCanceled", "was cancelled")] : [];
}
