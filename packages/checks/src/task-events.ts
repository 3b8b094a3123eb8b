import type { TaskRecord } from "@indelible/domain";
import { isObject, type Json, parseEvent } from "@indelible/trail";

/** An event in the life of a task. */
export interface TaskEventRead {
  readonly id: string;
  readonly category: string;
  /** What it states of the task; undefined for an event of an earlier version. */
  readonly record: TaskRecord | undefined;
}

/** The events of a task in bodies, one in each line. Bodies that are none are left out. */
export function taskEvents(taskId: string, bodies: string): TaskEventRead[] {
  return bodies.split("\n").flatMap((body) => {
    const event = parseEvent(body);
    if (event === undefined) return [];
    const record = recordIn(event.ChangeDetails?.DocumentContext?.Task);
    if (record !== undefined && record.Id !== taskId) return [];
    return [{ id: event.Id, category: event.Category, record }];
  });
}

/** The digest in the ledger covers an event: its form is that which a server wrote. */
function recordIn(value: Json | undefined): TaskRecord | undefined {
  return value !== undefined && isObject(value) ? (value as TaskRecord) : undefined;
}
