import { EMPTY_LOG, type LogDigest, withLine } from "@indelible/domain";
import { sha256Hex } from "@indelible/trail";
import type { ActivityRow, LogLine } from "../ports/task-log-rows.ts";
import type { LogSizes, TaskLogStore } from "../ports/task-log-store.ts";

/** Stores the logs of tasks in memory. */
export class LogInMemory implements TaskLogStore {
  readonly #lines = new Map<string, LogLine[]>();
  readonly #activities = new Map<string, Map<string, ActivityRow>>();

  async append(
    taskId: string,
    lines: readonly LogLine[],
    activities: readonly ActivityRow[],
  ): Promise<void> {
    this.#lines.set(taskId, [...(this.#lines.get(taskId) ?? []), ...lines]);
    const known = this.#activities.get(taskId) ?? new Map<string, ActivityRow>();
    for (const row of activities) known.set(row.id, { ...row });
    this.#activities.set(taskId, known);
  }

  async activities(taskId: string): Promise<ActivityRow[]> {
    const rows = [...(this.#activities.get(taskId)?.values() ?? [])].map((row) => ({ ...row }));
    return rows.sort((a, b) => a.place - b.place);
  }

  async digest(taskId: string): Promise<LogDigest> {
    const lines = this.#lines.get(taskId) ?? [];
    return lines.reduce((before, line) => withLine(before, line, sha256Hex), EMPTY_LOG);
  }

  async lines(taskId: string, bytesMax: number, tail?: number): Promise<LogLine[]> {
    const all = this.#lines.get(taskId) ?? [];
    const last: LogLine[] = [];
    let bytesLeft = bytesMax;
    for (const line of all.slice(Math.max(0, all.length - (tail ?? all.length))).toReversed()) {
      if (bytesLeft <= 0) break;
      last.unshift(line);
      bytesLeft -= Buffer.byteLength(line.text);
    }
    return last;
  }

  async sizes(taskId: string): Promise<LogSizes[]> {
    const lines = this.#lines.get(taskId) ?? [];
    return [...new Set(lines.map(({ activity_id }) => activity_id))].map((activity_id) => {
      const own = lines.filter((line) => line.activity_id === activity_id);
      const numbers = own.map(({ number }) => number);
      return { activity_id, numbers, bytes: own.map(({ text }) => Buffer.byteLength(text)) };
    });
  }

  async numbered(taskId: string, numbers: readonly number[]): Promise<LogLine[]> {
    return (this.#lines.get(taskId) ?? []).filter(({ number }) => numbers.includes(number));
  }

  /** The lines of a task as `category text`. */
  written(taskId: string): string[] {
    const lines = this.#lines.get(taskId) ?? [];
    return lines.map(({ category, text }) => `${category} ${text}`);
  }
}
