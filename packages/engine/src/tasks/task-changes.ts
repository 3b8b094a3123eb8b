import { isCompleted, nextTaskState, type TaskEvent } from "@indelible/domain";
import { Refusal } from "@indelible/kernel";
import type { Attachment, Json, JsonObject, RowMacs } from "@indelible/trail";
import type { Task, TaskRequest } from "../ports/task.ts";
import { sql } from "../sql.ts";
import { taskMac } from "./task-mac.ts";

/** The fields of a task that may change in addition to its state. */
export type TaskFacts = Partial<
  Pick<
    Task,
    "error_message" | "has_warnings" | "has_pending_interruptions" | "server_node" | "progress"
  >
>;

const QUEUED = sql.commitPart("queued_tasks");
const CHANGED = sql.commitPart("changed_tasks");

/**
 * A task after an event. Fails with 409 when the event is not possible in its state: the table is in
 * docs/formats/tasks.md.
 */
export function taskAfter(task: Task, event: TaskEvent, now: Date, facts: TaskFacts = {}): Task {
  const state = nextTaskState(task.state, event);
  if (state === undefined) {
    throw new Refusal(
      "conflict",
      `Task '${task.description}' is ${task.state} and cannot ${VERBS[event]}.`,
    );
  }
  const ended = isCompleted(state);
  return {
    ...task,
    ...facts,
    state,
    start_time: event === "start" ? now : task.start_time,
    completed_time: ended ? (task.completed_time ?? now) : null,
    last_updated: now,
    ...(ended ? { progress: null, has_pending_interruptions: false } : {}),
  };
}

const VERBS: Readonly<Record<TaskEvent, string>> = {
  start: "start",
  succeed: "succeed",
  fail: "fail",
  cancel: "be cancelled",
  stop: "stop",
  expire: "expire",
  abandon: "be abandoned",
  markSuccess: "be marked as Success",
  markFailure: "be marked as Failed",
};

/** New tasks with their codes, as rows of a commit. */
export function queuedTasks(
  requests: readonly TaskRequest[],
  macs: RowMacs,
  now: Date,
): Attachment {
  const rows = requests.map((request) => ({
    ...request,
    mac: taskMac(macs, request),
    last_updated: now,
  }));
  return { part: QUEUED, rows: rows.map(asJson) };
}

/**
 * Changed tasks, as rows of a commit. The commit is stale when one was changed since it was read. A
 * task that keeps running keeps its lease.
 */
export function changedTasks(tasks: readonly Task[]): Attachment {
  const rows = tasks.map((task) => ({
    ...task,
    keeps_lease: !isCompleted(task.state) && !task.has_pending_interruptions,
  }));
  return { part: CHANGED, rows: rows.map(asJson) };
}

/** A row as JSON: times in ISO 8601. */
function asJson(row: { readonly [field: string]: Json | Date }): JsonObject {
  const entries = Object.entries(row).map(([field, value]) => [
    field,
    value instanceof Date ? value.toISOString() : value,
  ]);
  return Object.fromEntries(entries);
}
