import { readFileSync } from "node:fs";
import { type Migration, readMigrations, type Statement } from "@indelible/trail";

const SQL_FOLDER = new URL("../sql/", import.meta.url);

/** The statement kept in `sql/<name>.sql` of the server. */
export function sqlFile(name: string): Statement {
  const text = readFileSync(new URL(`${name}.sql`, SQL_FOLDER), "utf8");
  return { name: `server-${name}`, text };
}

/** The server's own migrations. */
export function serverMigrations(): Migration[] {
  const read = (file: URL) => readFileSync(file, "utf8");
  return readMigrations(new URL("migrations/", SQL_FOLDER), read);
}
