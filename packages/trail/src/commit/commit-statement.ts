import type { Statement } from "../database/database.ts";
import { sqlText } from "../database/sql-file.ts";
import type { CommitRows } from "./plan.ts";

/** A statement and the values of its parameters. */
export interface BoundStatement {
  readonly statement: Statement;
  readonly values: readonly (string | number)[];
}

interface Part {
  /** Its place in the file: names a combination in few characters, of which the database keeps 63. */
  readonly digit: number;
  readonly rows: keyof CommitRows;
  readonly sql: string;
}

const PARTS = sqlText("commit.sql").split(/^--: /m).slice(1).map(partOf);

/** Names of the parts that fail to touch a document when it is stale, and of their results. */
const TOUCHING = { updates: "updated", deletes: "deleted" } as const;

/**
 * The one statement that writes these rows, made of the parts of sql/commit.sql that have any. It
 * fails with TR409 when a document to update or delete no longer has the version expected.
 */
export function commitStatement(rows: CommitRows): BoundStatement {
  const parts = PARTS.filter((part) => rows[part.rows].length > 0);
  const expected = rows.updates.length + rows.deletes.length;
  const bound = parts.map(({ sql }, index) => sql.replaceAll("$rows", `$${index + 1}`));
  const touched = Object.entries(TOUCHING)
    .filter(([kind]) => parts.some((part) => part.rows === kind))
    .map(([, result]) => `(select count(*) from ${result})`);
  const fresh = `trail.require_fresh(${["0", ...touched].join(" + ")}, $${parts.length + 1})`;
  return {
    statement: {
      name: `trail-commit-${parts.map(({ digit }) => digit).join("")}`,
      text: `with ${bound.join(",\n")}\nselect ${fresh}`,
    },
    values: [...parts.map((part) => JSON.stringify(rows[part.rows])), expected],
  };
}

function partOf(text: string, digit: number): Part {
  const end = text.indexOf("\n");
  return { digit, rows: text.slice(0, end) as keyof CommitRows, sql: text.slice(end + 1).trim() };
}
