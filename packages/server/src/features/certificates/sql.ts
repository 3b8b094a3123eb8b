import { SqlFolder } from "@indelible/trail";

/** The SQL statements of this feature. */
export const sql = new SqlFolder(
  "certificates",
  new URL("../../../sql/certificates/", import.meta.url),
);
