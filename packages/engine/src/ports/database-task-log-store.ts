import { EMPTY_LOG, type LogDigest, withLine } from "@indelible/domain";
import { type Database, sha256Hex } from "@indelible/trail";
import { sql } from "../sql.ts";
import type { ActivityRow, LogLine } from "./task-log-rows.ts";
import type { LogSizes, TaskLogStore } from "./task-log-store.ts";

const APPEND = sql.statement("append-task-log");
const ACTIVITIES = sql.statement("task-activities");
const LINES = sql.statement("task-log");
const SIZES = sql.statement("task-log-sizes");
const NUMBERED = sql.statement("task-log-lines");
const DIGEST = sql.statement("task-log-digest");
const PAGE = sql.statement("task-log-page");
const PAGE_ROWS = 250;

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
    digest: LogDigest,
  ): Promise<void> {
    if (lines.length + activities.length === 0) return;
    const digests = lines.length === 0 ? [] : [digest];
    const values = [lines, activities, digests].map((rows) => JSON.stringify(rows));
    await this.#database.query(APPEND, [taskId, ...values]);
  }

  activities(taskId: string): Promise<ActivityRow[]> {
    return this.#database.query<ActivityRow>(ACTIVITIES, [taskId]);
  }

  /** Reads lines only if they have no digest: those of an earlier version. */
  async digest(taskId: string): Promise<LogDigest> {
    const [stored] = await this.#database.query<LogDigest>(DIGEST, [taskId]);
    for (let digest = stored ?? EMPTY_LOG; ; ) {
      const rows = await this.#database.query<LogLine>(PAGE, [taskId, digest.Lines, PAGE_ROWS]);
      if (rows.length === 0) return digest;
      for (const line of rows) digest = withLine(digest, line, sha256Hex);
    }
  }

  lines(taskId: string, bytesMax: number, tail?: number): Promise<LogLine[]> {
    return this.#database.query<LogLine>(LINES, [taskId, tail ?? null, bytesMax]);
  }

  sizes(taskId: string): Promise<LogSizes[]> {
    return this.#database.query<LogSizes>(SIZES, [taskId]);
  }

  numbered(taskId: string, numbers: readonly number[]): Promise<LogLine[]> {
    return this.#database.query<LogLine>(NUMBERED, [taskId, numbers]);
  }
}
