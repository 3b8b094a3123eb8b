import { boundTaskFields } from "@indelible/domain";
import type { RowMacs } from "@indelible/trail";
import type { Task, TaskRequest } from "../ports/task.ts";

/**
 * The code (MAC) of a task, which shows that a server queued it: a task made or changed by SQL has
 * none. It covers the fields that never change. docs/formats/tasks.md.
 */
export function taskMac(macs: RowMacs, task: TaskRequest): string {
  return macs.mac("task-row", boundTaskFields(task));
}

/** Whether a stored task is one that a server queued, unchanged in the fields of its code. */
export function hasTaskMac(macs: RowMacs, task: Task): boolean {
  return macs.hasMac("task-row", boundTaskFields(task), task.mac);
}
