import { canonicalize } from "@indelible/trail/pure";
import type { TaskState } from "./task-states.ts";

/** SHA-256 of the UTF-8 bytes of a text, in lower-case hexadecimal. */
type Sha256 = (text: string) => string;

/** The digest of the first lines of a task's log. docs/formats/tasks.md. */
export type LogDigest = {
  /** Number of lines. */
  readonly Lines: number;
  /** Bytes of the encoded lines. */
  readonly Bytes: number;
  /** Lower-case hexadecimal; each is computed from the one before and one line. */
  readonly Digest: string;
};

/** The fields of a log line that are digested. */
export interface DigestedLine {
  /** From 1. */
  readonly number: number;
  readonly activity_id: string;
  readonly category: string;
  readonly occurred: Date;
  readonly text: string;
}

/** The fields of an activity that are digested. */
export interface DigestedActivity {
  readonly id: string;
  readonly parent_id: string | null;
  readonly place: number;
  readonly name: string;
  readonly status: string;
  readonly started: Date | null;
  readonly ended: Date | null;
}

/** The digest of a log without lines. */
export const EMPTY_LOG: LogDigest = { Lines: 0, Bytes: 0, Digest: "0".repeat(64) };

const UTF8 = new TextEncoder();

/** The digest after one more line. */
export function withLine(before: LogDigest, line: DigestedLine, sha256: Sha256): LogDigest {
  const { number, activity_id, category, occurred, text } = line;
  const encoded = canonicalize([number, activity_id, category, occurred.toISOString(), text]);
  return {
    Lines: before.Lines + 1,
    Bytes: before.Bytes + UTF8.encode(encoded).length,
    Digest: sha256(`${before.Digest}\n${encoded}`),
  };
}

/** The digest of the activities of a task, in the order of their places. */
export function activitiesDigest(activities: readonly DigestedActivity[], sha256: Sha256): string {
  const rows = activities.map(({ id, parent_id, place, name, status, started, ended }) => [
    id,
    parent_id,
    place,
    name,
    status,
    iso(started),
    iso(ended),
  ]);
  return sha256(canonicalize(rows));
}

/** The columns of a task that change while it runs. */
export interface TaskOutcomeRow {
  readonly id: string;
  readonly state: TaskState;
  readonly start_time: Date | null;
  readonly completed_time: Date | null;
  readonly server_node: string | null;
  readonly has_warnings: boolean;
  readonly error_message: string;
}

/** What an event states of a task: its outcome, and the digests of what it wrote. */
export type TaskRecord = {
  readonly Id: string;
  readonly State: TaskState;
  readonly StartTime: string | null;
  readonly CompletedTime: string | null;
  readonly ServerNode: string | null;
  readonly HasWarningsOrErrors: boolean;
  /** The SHA-256 of the message. */
  readonly ErrorMessage: string;
  /** Null if the event does not end the work of the task. */
  readonly Log: (LogDigest & { readonly Activities: string }) | null;
  /** What retention has removed: the log with the activities, or the whole task; else null. */
  readonly Removed: "log" | "task" | null;
};

/** What an event states of a task with a row. */
export function taskRecord(
  row: TaskOutcomeRow,
  log: TaskRecord["Log"],
  sha256: Sha256,
): TaskRecord {
  return {
    Id: row.id,
    State: row.state,
    StartTime: iso(row.start_time),
    CompletedTime: iso(row.completed_time),
    ServerNode: row.server_node,
    HasWarningsOrErrors: row.has_warnings,
    ErrorMessage: sha256(row.error_message),
    Log: log,
    Removed: null,
  };
}

function iso(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
