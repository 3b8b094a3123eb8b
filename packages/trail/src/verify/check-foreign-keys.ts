import { sqlFile } from "../database/sql-file.ts";
import type { CheckContext } from "./check.ts";
import { FINDINGS_MAX } from "./finding.ts";

const FOREIGN_KEYS = sqlFile("verify-foreign-keys");

interface ForeignKey {
  readonly table: string;
  readonly column: string;
  readonly target: string;
  /** Lists the values that refer to no row. */
  readonly statement: string;
}

/** Reports rows that refer to rows which do not exist: a superuser can disable foreign keys. */
export async function checkForeignKeys({ connection, report }: CheckContext): Promise<undefined> {
  for (const key of await connection.query<ForeignKey>(FOREIGN_KEYS, [])) {
    const statement = { name: "", text: key.statement };
    const rows = await connection.query<{ value: string }>(statement, [FINDINGS_MAX]);
    for (const { value } of rows) {
      const detail = `A row of ${key.table} has the ${key.column} ${value}, but there is no such row in ${key.target}.`;
      report({ kind: "inserted", eventId: null, index: null, detail });
    }
  }
}
