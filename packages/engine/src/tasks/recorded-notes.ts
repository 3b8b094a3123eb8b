import { isCompleted, taskRecord } from "@indelible/domain";
import { SYSTEM_USER_ID } from "@indelible/kernel";
import { type DocumentChange, sha256Hex } from "@indelible/trail";
import type { Task } from "../ports/task.ts";
import { taskNote } from "./task-document.ts";
import type { TaskLog } from "./task-log.ts";

/**
 * The changes of a commit that writes a task: each note among them states the outcome of the task, and
 * with its closed log, the digest of that. If a task ends without a note, one of the task is added,
 * except for health checks by schedule, which are not recorded.
 */
export function recordedNotes(
  task: Task,
  changes: readonly DocumentChange[],
  log?: TaskLog,
): readonly DocumentChange[] {
  const context = { Task: taskRecord(task, log?.record ?? null, sha256Hex) };
  const complete = needsNote(task, changes) ? [...changes, endNote(task)] : changes;
  return complete.map((change) => (change.kind === "note" ? { ...change, context } : change));
}

function needsNote(task: Task, changes: readonly DocumentChange[]): boolean {
  const isQueuedOnRecord =
    task.queued_by !== SYSTEM_USER_ID || (task.deployment_id ?? task.runbook_run_id) !== null;
  return isCompleted(task.state) && changes.length === 0 && isQueuedOnRecord;
}

function endNote(task: Task): DocumentChange {
  return taskNote(task, "TaskStateChanged", `ended as ${task.state}`);
}
