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
  /** The lines of a task, oldest first; only the last `tail` ones if given. */
  lines(taskId: string, tail?: number): Promise<LogLine[]>;
}
