import { isCompleted, nextTaskState, type TaskEvent } from "@indelible/domain";
import { Refusal } from "@indelible/kernel";
import type { Attachment, JsonObject } from "@indelible/trail";
import type { Task, TaskRequest } from "../ports/task.ts";
import { sql } from "../sql.ts";

/** What may change of a task besides its state. */
export type TaskFacts = Partial<
  Pick<
    Task,
    "error_message" | "has_warnings" | "has_pending_interruptions" | "server_node" | "progress"
  >
>;

const QUEUED = sql.commitPart("queued_tasks");
const CHANGED = sql.commitPart("changed_tasks");

/**
 * The task after something happened to it. Fails with 409 when that cannot happen in its state: the
 * table is in docs/formats/tasks.md.
 */
export function taskAfter(task: Task, event: TaskEvent, now: Date, facts: TaskFacts = {}): Task {
  const state = nextTaskState(task.state, event);
  if (state === undefined) {
    throw new Refusal(
      "conflict",
      `Task '${task.description}' is ${task.state}, so that it cannot ${VERBS[event]}.`,
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
  abandon: "be given up",
  markSuccess: "be marked as Success",
  markFailure: "be marked as Failed",
};

/** Tasks that a commit queues. */
export function queuedTasks(requests: readonly TaskRequest[], now: Date): Attachment {
  const rows = requests.map((request) => ({ ...request, last_updated: now }));
  return { part: QUEUED, rows: rows.map(asJson) };
}

/**
 * Tasks that a commit changes to what they are given as; it is stale when one was changed since it
 * was read. A task that goes on running keeps its lease.
 */
export function changedTasks(tasks: readonly Task[]): Attachment {
  const rows = tasks.map((task) => ({
    ...task,
    keeps_lease: !isCompleted(task.state) && !task.has_pending_interruptions,
  }));
  return { part: CHANGED, rows: rows.map(asJson) };
}

function asJson(row: object): JsonObject {
  return JSON.parse(JSON.stringify(row)) as JsonObject;
}
