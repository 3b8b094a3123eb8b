import { PLAIN_TASK, type Task } from "../ports/task.ts";

/** When sample tasks are queued. */
export const QUEUE_TIME = new Date("2026-03-01T12:00:00Z");

/** A task that waits in the queue. */
export function sampleTask(init: Partial<Task> = {}): Task {
  return {
    ...PLAIN_TASK,
    id: "ServerTasks-1",
    number: 1,
    version: 1,
    space_id: "Spaces-1",
    name: "Work",
    description: "Some work",
    queued_by: "Users-1",
    state: "Queued",
    queue_time: QUEUE_TIME,
    start_time: null,
    completed_time: null,
    last_updated: QUEUE_TIME,
    error_message: "",
    has_warnings: false,
    has_pending_interruptions: false,
    server_node: null,
    progress: null,
    lease_holder: null,
    mac: null,
    record: null,
    record_mac: null,
    ...init,
  };
}
