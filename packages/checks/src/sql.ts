import { SqlFolder } from "@indelible/trail";

/** The SQL statements of this package. */
export const sql = new SqlFolder("checks", new URL("../sql/", import.meta.url));
