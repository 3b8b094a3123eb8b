import { isCompleted } from "@indelible/domain";
import type { JsonObject } from "@indelible/trail";
import type { Task } from "../ports/task.ts";

/** A task as the API returns it. API reference, section 6. */
export function presentTask(task: Task, now: Date): JsonObject {
  const self = `/api/${task.space_id === null ? "" : `${task.space_id}/`}tasks/${task.id}`;
  const time = (value: Date | null) => value?.toISOString() ?? null;
  const isEnded = isCompleted(task.state);
  return {
    Id: task.id,
    SpaceId: task.space_id,
    Name: task.name,
    Description: task.description,
    Arguments: task.arguments,
    State: task.state,
    Completed: completedText(task),
    QueueTime: time(task.queue_time),
    QueueTimeExpiry: time(task.queue_time_expiry),
    StartTime: time(task.start_time),
    LastUpdatedTime: time(task.last_updated),
    CompletedTime: time(task.completed_time),
    ServerNode: task.server_node,
    Duration: durationText(task, now),
    ErrorMessage: task.error_message,
    HasBeenPickedUpByProcessor: task.start_time !== null,
    IsCompleted: isEnded,
    FinishedSuccessfully: task.state === "Success",
    HasPendingInterruptions: task.has_pending_interruptions,
    HasWarningsOrErrors: task.has_warnings || ["Failed", "TimedOut"].includes(task.state),
    CanRerun: isEnded,
    ProjectId: task.project_id,
    EnvironmentId: task.environment_id,
    TenantId: task.tenant_id,
    RunbookId: task.runbook_id,
    Links: {
      Self: self,
      Cancel: `${self}/cancel`,
      Details: `${self}/details{?verbose,tail}`,
      Raw: `${self}/raw`,
      State: `${self}/state`,
      Rerun: `/api/${task.space_id === null ? "" : `${task.space_id}/`}tasks/rerun/${task.id}`,
      QueuedBehind: `${self}/queued-behind`,
      Interruptions: `/api/${task.space_id ?? ""}/interruptions?regarding=${task.id}`,
    },
  };
}

function completedText({ state, completed_time, has_pending_interruptions }: Task): string {
  if (completed_time !== null) return completed_time.toUTCString();
  if (has_pending_interruptions) return "Waiting";
  return state === "Queued" ? "Queued..." : `${state}...`;
}

/** How long a task has run, in the wording of Octopus Deploy: `2 minutes`. */
function durationText({ start_time, completed_time }: Task, now: Date): string {
  if (start_time === null) return "";
  const seconds = Math.round(((completed_time ?? now).getTime() - start_time.getTime()) / 1000);
  const [count, unit] =
    seconds < 60
      ? [seconds, "second"]
      : seconds < 3_600
        ? [Math.round(seconds / 60), "minute"]
        : [Math.round(seconds / 3_600), "hour"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
