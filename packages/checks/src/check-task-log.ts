import {
  activitiesDigest,
  type DigestedActivity,
  type DigestedLine,
  EMPTY_LOG,
  type LogDigest,
  type TaskRecord,
  withLine,
} from "@indelible/domain";
import { type Database, sha256Hex } from "@indelible/trail";
import { sql } from "./sql.ts";

interface LineRow extends DigestedLine {
  /** Of all lines up to this one, if it is the last of a chunk. */
  readonly digest: string | null;
}

const PAGE_ROWS = 250;
const PAGE = sql.statement("verify-task-log");
const ACTIVITIES = sql.statement("verify-task-activities");

/**
 * Compares the stored log of a task with the digests in the event that ended it, a page at a time.
 * Returns what is wrong, each as the end of a sentence about the task.
 */
export async function logProblems(
  connection: Database,
  id: string,
  expected: NonNullable<TaskRecord["Log"]>,
): Promise<string[]> {
  const problems = await lineProblems(connection, id, expected);
  const rows = await connection.query<DigestedActivity>(ACTIVITIES, [id]);
  if (activitiesDigest(rows, sha256Hex) === expected.Activities) return problems;
  return [...problems, "does not have the steps"];
}

async function lineProblems(
  connection: Database,
  id: string,
  expected: LogDigest,
): Promise<string[]> {
  const walk = new LogWalk();
  for (let last = 0; ; ) {
    const rows = await connection.query<LineRow>(PAGE, [id, last, PAGE_ROWS]);
    for (const row of rows) walk.add(row);
    const end = rows.at(-1);
    if (end === undefined) return walk.problems(expected);
    last = end.number;
  }
}

/** Goes through the lines of a log, and remembers the first chunk that has another digest. */
class LogWalk {
  #digest = EMPTY_LOG;
  /** The first line that is not where it should be. */
  #misplaced: number | undefined;
  #chunkStart = 1;
  #changedChunk: string | undefined;

  add(row: LineRow): void {
    if (row.number !== this.#digest.Lines + 1) this.#misplaced ??= row.number;
    this.#digest = withLine(this.#digest, row, sha256Hex);
    if (row.digest === null) return;
    if (row.digest !== this.#digest.Digest) {
      this.#changedChunk ??= `lines ${this.#chunkStart} to ${row.number}`;
    }
    this.#chunkStart = row.number + 1;
  }

  problems({ Lines, Digest }: LogDigest): string[] {
    const { Lines: found } = this.#digest;
    if (found < Lines) return [`lacks ${Lines - found} of the ${Lines} log lines`];
    if (found > Lines) return [`has ${found} log lines, not the ${Lines}`];
    if (this.#digest.Digest === Digest) return [];
    if (this.#misplaced !== undefined) return ["has log lines with other numbers than those"];
    return [`does not have the log${this.#changedChunk ? ` (${this.#changedChunk})` : ""}`];
  }
}
