import type { LogDigest } from "@indelible/domain";
import type { ActivityRow, LogLine } from "./task-log-rows.ts";

/** Stores the logs of tasks. */
export interface TaskLogStore {
  /**
   * Adds lines with the digest of all lines up to the last of them, and writes the current state of
   * activities, new or known.
   */
  append(
    taskId: string,
    lines: readonly LogLine[],
    activities: readonly ActivityRow[],
    digest: LogDigest,
  ): Promise<void>;
  /** The activities of a task in the order of their creation. */
  activities(taskId: string): Promise<ActivityRow[]>;
  /** The digest of the log of a task. */
  digest(taskId: string): Promise<LogDigest>;
  /**
   * The last lines of a task, oldest first: at most `tail` lines, by default all, and of these the
   * last ones that have `bytesMax` bytes; the oldest of them may exceed this.
   */
  lines(taskId: string, bytesMax: number, tail?: number): Promise<LogLine[]>;
  /** The sizes of all lines of a task. */
  sizes(taskId: string): Promise<LogSizes[]>;
  /** The lines of a task with these numbers, oldest first. */
  numbered(taskId: string, numbers: readonly number[]): Promise<LogLine[]>;
}

/** The sizes of the lines of an activity, oldest first. */
export interface LogSizes {
  readonly activity_id: string;
  readonly numbers: readonly number[];
  /** Of the text of each line, in UTF-8. */
  readonly bytes: readonly number[];
}
