import { SqlFolder } from "@indelible/trail";

/** The statements of this feature. */
export const sql = new SqlFolder("triggers", new URL("../../../sql/triggers/", import.meta.url));
