import type { Statement } from "./database.ts";
import { SqlFolder } from "./sql-folder.ts";

const SQL = new SqlFolder("trail", new URL("../../sql/", import.meta.url));

/** The text of `sql/<path>` of this package. */
export function sqlText(path: string): string {
  return SQL.text(path);
}

/** The statement in `sql/<name>.sql`. */
export function sqlFile(name: string): Statement {
  return SQL.statement(name);
}
