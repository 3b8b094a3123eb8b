import type { DocumentChange, MessagePart, Snapshot } from "@indelible/trail";
import type { Task, TaskRequest } from "../ports/task.ts";
import type { TaskLog } from "./task-log.ts";

/** A run of a task. */
export interface TaskRun {
  readonly task: Task;
  readonly log: TaskLog;
  /** Aborted when the task is cancelled, or when this server must stop running it. */
  readonly signal: AbortSignal;
  /** The progress that the task saved when it paused; undefined when it starts. */
  readonly progress: string | undefined;
}

/** How a run ended. A paused task resumes when its interruption is answered. */
export type TaskOutcome =
  | { readonly kind: "succeeded" }
  | { readonly kind: "failed"; readonly message: string }
  | {
      readonly kind: "paused";
      readonly progress: string;
      /** The changes of the commit that pauses the task: the interruption that it waits for. */
      readonly write: (snapshot: Snapshot) => readonly DocumentChange[];
      /** New ids that the snapshot must reserve, by prefix. */
      readonly newIds: Readonly<Record<string, number>>;
      /** Ids of the documents that the changes name. */
      readonly mentions: readonly string[];
    };

/** Changes of a task that may be events. */
export type TaskMoment =
  | "started"
  | "resumed"
  | "succeeded"
  | "failed"
  | "cancelled"
  | "stopped"
  | "expired";

/** A kind of task: what it does, and which events it records. */
export interface TaskKind {
  readonly name: string;
  /** Runs a task; returns how it ended, or fails with a message for the log. */
  run(run: TaskRun): Promise<TaskOutcome>;
  /** The events of a change of the task; none for changes that are not recorded. */
  notes(task: Task, moment: TaskMoment, snapshot: Snapshot): readonly DocumentChange[];
  /**
   * Completes a request to queue a task of this kind; fails with 400 for invalid arguments. Absent for
   * kinds whose tasks are only created with a document, such as deployments.
   */
  readonly read?: (request: TaskRequest) => TaskRequest;
  /**
   * The end of a message about a task of this kind: what it works on, and where. Absent for kinds
   * whose tasks say it in their description.
   */
  about?(task: Task, snapshot: Snapshot): readonly MessagePart[];
  /** Ids of the documents that `notes` and `about` need. */
  needs(task: Task): readonly string[];
}
