import type { Database } from "@indelible/trail";
import { sql } from "../sql.ts";
import type { ActivityRow, LogLine } from "./task-log-rows.ts";
import type { TaskLogStore } from "./task-log-store.ts";

const APPEND = sql.statement("append-task-log");
const ACTIVITIES = sql.statement("task-activities");
const LINES = sql.statement("task-log");

/** The logs in the tables `server.task_activities` and `server.task_log` of PostgreSQL or PGlite. */
export class DatabaseTaskLogStore implements TaskLogStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async append(
    taskId: string,
    lines: readonly LogLine[],
    activities: readonly ActivityRow[],
  ): Promise<void> {
    if (lines.length + activities.length === 0) return;
    await this.#database.query(APPEND, [taskId, JSON.stringify(lines), JSON.stringify(activities)]);
  }

  async activities(taskId: string): Promise<{ activities: ActivityRow[]; lastLine: number }> {
    const rows = await this.#database.query<ActivityRow & { last_line: number }>(ACTIVITIES, [
      taskId,
    ]);
    const lastLine = rows[0]?.last_line ?? 0;
    const activities = rows.map(({ last_line: _, ...row }) => row);
    return { activities, lastLine };
  }

  lines(taskId: string, tail?: number): Promise<LogLine[]> {
    return this.#database.query<LogLine>(LINES, [taskId, tail ?? null]);
  }
}
