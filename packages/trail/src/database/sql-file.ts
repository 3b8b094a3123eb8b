import { readFileSync } from "node:fs";
import type { Statement } from "./database.ts";

const SQL_FOLDER = new URL("../../sql/", import.meta.url);

/** The text of `sql/<path>` of this package. */
export function sqlText(path: string): string {
  return readFileSync(new URL(path, SQL_FOLDER), "utf8");
}

/** The statement kept in `sql/<name>.sql`. */
export function sqlFile(name: string): Statement {
  return { name: `trail-${name}`, text: sqlText(`${name}.sql`) };
}
