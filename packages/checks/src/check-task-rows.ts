import { type BoundTask, boundTaskFields } from "@indelible/domain";
import type { Finding, RowMacs, TableCheck } from "@indelible/trail";
import { sql } from "./sql.ts";

interface TaskRow extends BoundTask {
  readonly number: number;
  readonly mac: string | null;
  /** It ended in an earlier version, which gave it no code. */
  readonly isOld: boolean;
}

const PAGE_ROWS = 250;
const PAGE = sql.statement("verify-task-rows");
const COUNTER = sql.statement("verify-task-counter");

/**
 * Compares every task with the code of its row, which needs the keys of the installation, and its
 * number with its id and with the counter of the ids.
 */
export function checkTaskRows(macs: RowMacs | undefined): TableCheck {
  return async ({ connection, report }) => {
    let last = 0;
    for (;;) {
      const rows = await connection.query<TaskRow>(PAGE, [last, PAGE_ROWS]);
      for (const row of rows) report(...inspectTaskRow(macs, row));
      const end = rows.at(-1);
      if (end === undefined) break;
      last = end.number;
    }
    const [counter] = await connection.query<{ last: number | null }>(COUNTER, []);
    if ((counter?.last ?? 0) >= last) return;
    const detail = `The counter of the ids of tasks is at ${counter?.last ?? 0}, but ServerTasks-${last} exists: ids would be used again.`;
    report({ kind: "changed", eventId: null, index: null, detail });
  };
}

function inspectTaskRow(macs: RowMacs | undefined, row: TaskRow): Finding[] {
  const isNumbered = row.id === `ServerTasks-${row.number}`;
  const isBound = row.isOld || (macs?.hasMac("task-row", boundTaskFields(row), row.mac) ?? true);
  if (isNumbered && isBound) return [];
  const detail = `The task ${row.id} is not as a server queued it, or SQL made its row.`;
  return [{ kind: "changed", eventId: null, index: null, detail }];
}
