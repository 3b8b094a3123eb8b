import { readFileSync } from "node:fs";
import { type CommitPart, type Migration, readMigrations, type Statement } from "@indelible/trail";

const SQL_FOLDER = new URL("../sql/", import.meta.url);

/** The statement kept in `sql/<name>.sql` of the server. */
export function sqlFile(name: string): Statement {
  return { name: `server-${name}`, text: sqlText(name) };
}

/** The part of a commit kept in `sql/commit-<name>.sql`, with dashes in the file's name. */
export function commitPart(name: string): CommitPart {
  return { name, sql: sqlText(`commit-${name.replaceAll("_", "-")}`) };
}

function sqlText(name: string): string {
  return readFileSync(new URL(`${name}.sql`, SQL_FOLDER), "utf8");
}

/** The server's own migrations. */
export function serverMigrations(): Migration[] {
  const read = (file: URL) => readFileSync(file, "utf8");
  return readMigrations(new URL("migrations/", SQL_FOLDER), read);
}
