import type { DocumentChange, Snapshot } from "@indelible/trail";
import type { Task, TaskRequest } from "../ports/task.ts";
import type { TaskLog } from "./task-log.ts";

/** A task at work, as its kind sees it. */
export interface TaskRun {
  readonly task: Task;
  readonly log: TaskLog;
  /** Aborted when somebody cancels the task, or this server must let it go. */
  readonly signal: AbortSignal;
  /** What the task saved when it paused; undefined when it begins. */
  readonly progress: string | undefined;
}

/** How a run ended. A paused one goes on when what it waits for is answered. */
export type TaskOutcome =
  | { readonly kind: "succeeded" }
  | { readonly kind: "failed"; readonly message: string }
  | {
      readonly kind: "paused";
      readonly progress: string;
      /** What is written as the task pauses: the interruption that it waits for. */
      readonly write: (snapshot: Snapshot) => readonly DocumentChange[];
      /** Ids wanted of the snapshot, by prefix. */
      readonly newIds: Readonly<Record<string, number>>;
      readonly mentions: readonly string[];
    };

/** What happened to a task, in the words of the record. */
export type TaskMoment =
  | "started"
  | "resumed"
  | "succeeded"
  | "failed"
  | "cancelled"
  | "stopped"
  | "expired";

/** A kind of task: what it does, and what of it is recorded. */
export interface TaskKind {
  readonly name: string;
  /** Fails, with a sentence for the log, or answers how it ended. */
  run(run: TaskRun): Promise<TaskOutcome>;
  /** What the trail says of a moment of the task; nothing for those that are nobody's act. */
  notes(task: Task, moment: TaskMoment, snapshot: Snapshot): readonly DocumentChange[];
  /**
   * What somebody who queues a task of this kind by itself says of it; fails with 400 for arguments
   * that make no sense. Absent for kinds that only come with what they work on, such as deployments.
   */
  readonly read?: (request: TaskRequest) => TaskRequest;
  /** Ids of documents that `notes` needs. */
  needs(task: Task): readonly string[];
}
