import { SqlFolder } from "@indelible/trail";

/** The statements of the engine, over tables of the schema `server`. */
export const sql = new SqlFolder("engine", new URL("../sql/", import.meta.url));
