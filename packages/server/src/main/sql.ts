import { SqlFolder } from "@indelible/trail";

/** The statements of the server as a whole. */
export const sql = new SqlFolder("server", new URL("../../sql/", import.meta.url));
