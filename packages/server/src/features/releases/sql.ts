import { SqlFolder } from "@indelible/trail";

/** The statements of this feature. */
export const sql = new SqlFolder("releases", new URL("../../../sql/releases/", import.meta.url));
