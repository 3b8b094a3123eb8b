import { inPortions } from "@indelible/trail";
import type { ActivityRow, LogLine } from "../ports/task-log-rows.ts";
import type { LogSizes, TaskLogStore } from "../ports/task-log-store.ts";

/** Lines that are in memory at the same time. */
const LIMITS = { bytes: 1024 * 1024, items: 5_000 };

interface Line {
  readonly number: number;
  readonly bytes: number;
}

/**
 * The whole log of a task as text, in parts, each activity under its name. Lines that are written
 * after it started are missing. API reference, section 6: tasks/{id}/raw.
 */
export async function* rawLog(
  store: Pick<TaskLogStore, "activities" | "sizes" | "numbered">,
  taskId: string,
): AsyncGenerator<string> {
  const [activities, sizes] = await Promise.all([store.activities(taskId), store.sizes(taskId)]);
  const bySizes = new Map(sizes.map((size) => [size.activity_id, size]));
  let isEmpty = true;
  for (const [activity, depth] of inTreeOrder(activities, null, 0)) {
    isEmpty = false;
    const indent = "  ".repeat(depth);
    yield `${indent}== ${activity.status}: ${activity.name} ==\n`;
    const measured = linesOf(bySizes.get(activity.id));
    for (const portion of inPortions(measured, ({ bytes }) => bytes, LIMITS)) {
      const numbers = portion.map(({ number }) => number);
      const lines = await store.numbered(taskId, numbers);
      yield lines.map((line) => `${indent}${textOf(line)}\n`).join("");
    }
  }
  if (isEmpty) yield "\n";
}

function* inTreeOrder(
  activities: readonly ActivityRow[],
  parentId: string | null,
  depth: number,
): Generator<[ActivityRow, number]> {
  for (const activity of activities.filter(({ parent_id }) => parent_id === parentId)) {
    yield [activity, depth];
    yield* inTreeOrder(activities, activity.id, depth + 1);
  }
}

function linesOf(sizes: LogSizes | undefined): Line[] {
  return (sizes?.numbers ?? []).map((number, index) => ({
    number,
    bytes: sizes?.bytes[index] ?? 0,
  }));
}

function textOf({ category, occurred, text }: LogLine): string {
  return `${occurred.toISOString()} ${category.padEnd(9)} | ${text}`;
}
