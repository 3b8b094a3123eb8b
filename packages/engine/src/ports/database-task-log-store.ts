import type { Database } from "@indelible/trail";
import { sql } from "../sql.ts";
import type { ActivityRow, LogLine } from "./task-log-rows.ts";

const APPEND = sql.statement("append-task-log");
const ACTIVITIES = sql.statement("task-activities");
const LINES = sql.statement("task-log");

/** Keeps what tasks do and write. */
export class TaskLogStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Adds lines, and puts activities as they are now. */
  async append(
    taskId: string,
    lines: readonly LogLine[],
    activities: readonly ActivityRow[],
  ): Promise<void> {
    if (lines.length + activities.length === 0) return;
    await this.#database.query(APPEND, [taskId, JSON.stringify(lines), JSON.stringify(activities)]);
  }

  /** What a task does, in the order in which it came to be, and the number of its last line. */
  async activities(taskId: string): Promise<{ activities: ActivityRow[]; lastLine: number }> {
    const rows = await this.#database.query<ActivityRow & { last_line: number }>(ACTIVITIES, [
      taskId,
    ]);
    const lastLine = rows[0]?.last_line ?? 0;
    const activities = rows.map(({ last_line: _, ...row }) => row);
    return { activities, lastLine };
  }

  /** The lines of a task, oldest first; only the last of them when so many are asked for. */
  lines(taskId: string, tail?: number): Promise<LogLine[]> {
    return this.#database.query<LogLine>(LINES, [taskId, tail ?? null]);
  }
}
