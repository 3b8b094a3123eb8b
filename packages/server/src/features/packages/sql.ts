import { SqlFolder } from "@indelible/trail";

/** The SQL statements of this feature. */
export const sql = new SqlFolder("packages", new URL("../../../sql/packages/", import.meta.url));
