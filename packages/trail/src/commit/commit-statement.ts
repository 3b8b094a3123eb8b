import type { Statement } from "../database/database.ts";
import { sqlText } from "../database/sql-file.ts";
import type { JsonObject } from "../json/json.ts";
import type { Attachment } from "./attachment.ts";
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

/** A part with its rows. `result` is the part that must touch them all; undefined where none need be. */
interface FilledPart {
  readonly name: string;
  readonly sql: string;
  readonly rows: readonly JsonObject[];
  readonly result: string | undefined;
}

const PARTS = sqlText("commit.sql").split(/^--: /m).slice(1).map(partOf);

/** Names of the parts that fail to touch a document when it is stale, and of their results. */
const TOUCHING: { readonly [rows in keyof CommitRows]?: string } = {
  updates: "updated",
  deletes: "deleted",
};

/**
 * The one statement that writes these rows, made of the parts of sql/commit.sql that have any, and
 * of what is attached. It fails with TR409 when a document to update or delete no longer has the
 * version expected, or an attached row is not touched, and with TR423 when secrets are no longer
 * sealed under the key of this generation.
 */
export function commitStatement(
  rows: CommitRows,
  generation: number,
  attachments: readonly Attachment[] = [],
): BoundStatement {
  const parts = [...ownParts(rows), ...attachments.map(attachedPart)];
  const bound = parts.map(({ sql }, index) => sql.replaceAll("$rows", `$${index + 1}`));
  const touching = parts.filter(({ result }) => result !== undefined);
  const expected = touching.reduce((sum, part) => sum + part.rows.length, 0);
  const touched = touching.map(({ result }) => `(select count(*) from ${result})`);
  const fresh = `trail.require_fresh(${["0", ...touched].join(" + ")}, $${parts.length + 1})`;
  const sealing = `trail.require_generation($${parts.length + 2})`;
  return {
    statement: {
      name: `trail-commit-${parts.map(({ name }) => name).join("")}`,
      text: `with ${bound.join(",\n")}\nselect ${fresh}, ${sealing}`,
    },
    values: [...parts.map((part) => JSON.stringify(part.rows)), expected, generation],
  };
}

function ownParts(rows: CommitRows): FilledPart[] {
  return PARTS.filter((part) => rows[part.rows].length > 0).map((part) => ({
    name: String(part.digit),
    sql: part.sql,
    rows: rows[part.rows],
    result: TOUCHING[part.rows],
  }));
}

function attachedPart({ part: { name, sql }, rows }: Attachment): FilledPart {
  return { name: `-${name}`, sql: `${name} as (\n${sql.trim()}\n)`, rows, result: name };
}

function partOf(text: string, digit: number): Part {
  const end = text.indexOf("\n");
  return { digit, rows: text.slice(0, end) as keyof CommitRows, sql: text.slice(end + 1).trim() };
}
