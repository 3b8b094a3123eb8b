import { isCompleted, type TaskRecord, taskRecord } from "@indelible/domain";
import { canonicalize, type DocumentChange, type RowMacs, sha256Hex } from "@indelible/trail";
import type { Task } from "../ports/task.ts";

/** The changes of a commit that writes a task: each note among them states the outcome of the task. */
export function recordedNotes(
  task: Task,
  changes: readonly DocumentChange[],
  log: TaskRecord["Log"] = null,
): readonly DocumentChange[] {
  const context = { Task: taskRecord(task, log, sha256Hex) };
  return changes.map((change) => (change.kind === "note" ? { ...change, context } : change));
}

/**
 * A task with its outcome in the row, bound by a code, if it ended and none of the changes of its
 * commit is a note: then no event states the outcome.
 */
export function recordedTask(
  macs: RowMacs,
  task: Task,
  changes: readonly DocumentChange[],
  log: TaskRecord["Log"] = null,
): Task {
  if (!isCompleted(task.state) || changes.some(({ kind }) => kind === "note")) return task;
  const record = taskRecord(task, log, sha256Hex);
  return {
    ...task,
    record: canonicalize(record),
    record_mac: macs.mac("task-record", record),
  };
}
