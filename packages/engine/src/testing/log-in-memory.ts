import { EMPTY_LOG, type LogDigest, withLine } from "@indelible/domain";
import { sha256Hex } from "@indelible/trail";
import type { ActivityRow, LogLine } from "../ports/task-log-rows.ts";
import type { TaskLogStore } from "../ports/task-log-store.ts";

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

  async lines(taskId: string, tail?: number): Promise<LogLine[]> {
    const all = this.#lines.get(taskId) ?? [];
    return tail === undefined ? all : all.slice(Math.max(0, all.length - tail));
  }

  /** The lines of a task as `category text`. */
  written(taskId: string): string[] {
    const lines = this.#lines.get(taskId) ?? [];
    return lines.map(({ category, text }) => `${category} ${text}`);
  }
}
