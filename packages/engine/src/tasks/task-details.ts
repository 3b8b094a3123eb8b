import type { JsonObject } from "@indelible/trail";
import type { ActivityRow, LogLine } from "../ports/task-log-rows.ts";

/** The activities of a task with their log lines, as a tree. API reference, section 6: tasks/{id}/details. */
export function activityLogs(
  activities: readonly ActivityRow[],
  lines: readonly LogLine[],
): JsonObject[] {
  const children = grouped(activities, ({ parent_id }) => parent_id ?? "");
  const written = grouped(lines, ({ activity_id }) => activity_id);
  const shown = (row: ActivityRow): JsonObject => ({
    Id: row.id,
    Name: row.name,
    Status: row.status,
    Started: row.started?.toISOString() ?? null,
    Ended: row.ended?.toISOString() ?? null,
    ProgressPercentage: row.ended === null ? 0 : 100,
    ProgressMessage: "",
    ShowAtSummaryLevel: row.parent_id === null,
    Children: (children.get(row.id) ?? []).map(shown),
    LogElements: (written.get(row.id) ?? []).map(({ category, occurred, text }) => ({
      Category: category,
      OccurredAt: occurred.toISOString(),
      MessageText: text,
      Detail: null,
    })),
  });
  return (children.get("") ?? []).map(shown);
}

function grouped<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
