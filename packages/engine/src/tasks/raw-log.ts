import type { ActivityRow, LogLine } from "../ports/task-log-rows.ts";
import type { LogSizes, TaskLogStore } from "../ports/task-log-store.ts";

/** Bytes of the lines that are in memory at the same time; at least one line is. */
const PORTION_BYTES = 1024 * 1024;
/** Lines of a portion. */
const PORTION_LINES = 5_000;

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
    for (const numbers of portionsOf(bySizes.get(activity.id))) {
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

function* portionsOf(sizes: LogSizes | undefined): Generator<readonly number[]> {
  let portion: number[] = [];
  let bytesLeft = PORTION_BYTES;
  for (const [index, number] of (sizes?.numbers ?? []).entries()) {
    const bytes = sizes?.bytes[index] ?? 0;
    if (portion.length === PORTION_LINES || (bytes > bytesLeft && portion.length > 0)) {
      yield portion;
      portion = [];
      bytesLeft = PORTION_BYTES;
    }
    portion.push(number);
    bytesLeft -= bytes;
  }
  if (portion.length > 0) yield portion;
}

function textOf({ category, occurred, text }: LogLine): string {
  return `${occurred.toISOString()} ${category.padEnd(9)} | ${text}`;
}
