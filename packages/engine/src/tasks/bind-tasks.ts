import type { Database, RowMacs } from "@indelible/trail";
import type { Task } from "../ports/task.ts";
import { sql } from "../sql.ts";
import { taskMac } from "./task-mac.ts";

const UNBOUND = sql.statement("unbound-tasks");
const BIND = sql.statement("bind-tasks");

/**
 * Gives the tasks of an earlier version that have not ended their codes. Runs
 * in a transaction of the caller that has the lock of `SEALED_TASKS`.
 */
export async function bindTasks(connection: Database, macs: RowMacs): Promise<void> {
  const tasks = await connection.query<Task>(UNBOUND, []);
  const codes = tasks.map((task) => ({ id: task.id, mac: taskMac(macs, task) }));
  await connection.query(BIND, [JSON.stringify(codes)]);
}
