import type { ActivityRow, LogLine } from "./task-log-rows.ts";

/** Stores the logs of tasks. */
export interface TaskLogStore {
  /** Adds lines, and writes the current state of activities, new or known. */
  append(
    taskId: string,
    lines: readonly LogLine[],
    activities: readonly ActivityRow[],
  ): Promise<void>;
  /** The activities of a task in the order of their creation, and the number of its last line. */
  activities(taskId: string): Promise<{ activities: ActivityRow[]; lastLine: number }>;
  /** The lines of a task, oldest first; only the last `tail` ones if given. */
  lines(taskId: string, tail?: number): Promise<LogLine[]>;
}
