import type { Statement } from "../database/database.ts";
import { sqlText } from "../database/sql-file.ts";
import type { Json, JsonObject } from "../json/json.ts";
import type { Attachment } from "./attachment.ts";
import type { CommitRows } from "./plan.ts";

type Value = string | number | null | readonly (string | null)[];

/** A statement and the values of its parameters. */
export interface BoundStatement {
  readonly statement: Statement;
  readonly values: readonly Value[];
}

/** The text that replaces `$rows`, with a question mark for each of the values. */
interface RowSource {
  /** A short name of a combination of parts: the database keeps 63 characters. */
  readonly name: string;
  readonly source: string;
}

interface Part {
  readonly rows: keyof CommitRows;
  readonly sql: string;
  readonly columns: readonly string[];
  /**
   * A single row, the usual case: to unnest arrays of one item takes longer than to write the row.
   */
  readonly one: RowSource;
  readonly many: RowSource;
}

/**
 * A part with its values. `result` is the part that must touch all rows; undefined if none has to.
 */
interface FilledPart extends RowSource {
  readonly sql: string;
  readonly values: readonly Value[];
  readonly count: number;
  readonly result: string | undefined;
}

const PARTS = sqlText("commit.sql").split(/^--: /m).slice(1).map(partOf);

/** The parts that do not touch a stale document, and the names of their results. */
const TOUCHING: { readonly [rows in keyof CommitRows]?: string } = {
  updates: "updated",
  deletes: "deleted",
};

/** Texts by the names of their statements, as many as the database keeps plans. */
const texts = new Map<string, string>();

/**
 * The one statement that writes these rows, from the parts of sql/commit.sql that have any, and the
 * attached parts. It fails with TR409 when a document to update or delete no longer has the
 * expected version, or an attached row is not touched, and with TR423 when secrets are no longer
 * sealed under the key of this generation.
 */
export function commitStatement(
  rows: CommitRows,
  generation: number,
  attachments: readonly Attachment[] = [],
): BoundStatement {
  const parts = [...ownParts(rows), ...byPart(attachments).map(attachedPart)];
  const touching = parts.filter(({ result }) => result !== undefined);
  const expected = touching.reduce((sum, { count }) => sum + count, 0);
  const values = [...parts.flatMap((part) => part.values), expected, generation];
  const name = `trail-commit-${parts.map((part) => part.name).join("")}`;
  const known = texts.get(name);
  const text = known ?? `with ${bound(parts).join(",\n")}\n${demands(touching, values.length)}`;
  if (known === undefined) texts.set(name, text);
  return { statement: { name, text }, values };
}

/** The SQL of the parts, their parameters numbered. */
function bound(parts: readonly FilledPart[]): string[] {
  let parameters = 0;
  return parts.map(({ sql, source }) => {
    const numbered = source.replaceAll("?", () => `$${++parameters}`);
    return sql.replaceAll("$rows", () => numbered);
  });
}

/**
 * The conditions on the last two parameters. The functions raise; they are called only if a
 * condition is violated, because a call costs more than a comparison.
 */
function demands(touching: readonly FilledPart[], parameters: number): string {
  const touched = touching.map(({ result }) => ` + (select count(*) from ${result})`);
  const [expected, generation] = [`$${parameters - 1}::bigint`, `$${parameters}::bigint`];
  return `select
  case when t.touched <> ${expected} then trail.require_fresh(t.touched, ${expected}) end,
  case when (select generation from trail.key_ring) <> ${generation}
    then trail.require_generation(${generation}) end
from (select 0${touched.join("")} as touched) as t`;
}

function ownParts(rows: CommitRows): FilledPart[] {
  return PARTS.filter((part) => rows[part.rows].length > 0).map((part) => ({
    ...(rows[part.rows].length === 1 ? part.one : part.many),
    sql: part.sql,
    values: valuesOf(part, rows[part.rows]),
    count: rows[part.rows].length,
    result: TOUCHING[part.rows],
  }));
}

/** The columns, each as its only value or as all of its values. */
function valuesOf({ columns }: Part, rows: readonly JsonObject[]): Value[] {
  const [first] = rows;
  if (rows.length === 1) return columns.map((column) => textOf(first?.[column]));
  return columns.map((column) => rows.map((row) => textOf(row[column])));
}

function textOf(value: Json | undefined): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The attached parts, each once, with the rows of all attachments to it. */
function byPart(attachments: readonly Attachment[]): Attachment[] {
  const parts = new Map<string, Attachment>();
  for (const { part, rows } of attachments) {
    const others = parts.get(part.name)?.rows ?? [];
    parts.set(part.name, { part, rows: [...others, ...rows] });
  }
  return [...parts.values()];
}

function attachedPart({ part: { name, sql }, rows }: Attachment): FilledPart {
  return {
    name: `-${name}`,
    sql: `${name} as (\n${sql.trim()}\n)`,
    source: "?",
    values: [JSON.stringify(rows)],
    count: rows.length,
    result: name,
  };
}

function partOf(text: string, digit: number): Part {
  const end = text.indexOf("\n");
  const columns = /\$rows as \w+ \(([^)]*)\)/.exec(text)?.[1]?.split(", ") ?? [];
  return {
    rows: text.slice(0, end) as keyof CommitRows,
    sql: text.slice(end + 1).trim(),
    columns,
    one: { name: `${digit}`, source: `(values (${columns.map(() => "?::text").join(", ")}))` },
    many: { name: `${digit}s`, source: `unnest(${columns.map(() => "?::text[]").join(", ")})` },
  };
}
