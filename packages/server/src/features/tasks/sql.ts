import { SqlFolder } from "@indelible/trail";

/** The statements of this feature. */
export const sql = new SqlFolder("tasks", new URL("../../../sql/tasks/", import.meta.url));
