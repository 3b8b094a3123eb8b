import { SqlFolder } from "@indelible/trail";

/** The statements of this feature. */
export const sql = new SqlFolder("people", new URL("../../../sql/people/", import.meta.url));
