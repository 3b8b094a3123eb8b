import { expect, test } from "vitest";
import { commitStatement } from "./commit-statement.ts";
import { type CommitRows, emptyRows } from "./plan.ts";

const NONE = emptyRows();
const ROW = { id: "Teams-1", version: 3, body: { Name: "Ops" } };
const KINDS = Object.keys(NONE) as (keyof CommitRows)[];

/** This many rows of every kind. */
function everything(count: number): CommitRows {
  const rows = Array.from({ length: count }, () => ROW);
  return Object.fromEntries(KINDS.map((kind) => [kind, rows])) as unknown as CommitRows;
}

test("parts without rows are left out", () => {
  const { statement } = commitStatement({ ...NONE, updates: [ROW], events: [ROW] }, 1);
  expect(statement.text).toMatch(/^with updated as \([\s\S]*recorded as \(/);
  expect(statement.text).not.toMatch(/\$rows|\?|inserted as|deleted as|linked as|keyed as/);
});

test("a row is a list of its columns, each as a text or null", () => {
  const { statement, values } = commitStatement({ ...NONE, deletes: [ROW], unkeys: [ROW] }, 1);
  expect(statement.text).toContain("using (values ($1::text, $2::text)) as c (id, version)");
  expect(statement.text).toContain("using (values ($3::text)) as c (key)");
  expect(values.slice(0, 3)).toEqual(["Teams-1", "3", null]);
});

test("several rows are an array for each column", () => {
  const { statement, values } = commitStatement({ ...NONE, updates: [ROW, ROW] }, 1);
  expect(statement.text).toContain("from unnest($1::text[], $2::text[], ");
  expect(values.slice(0, 2)).toEqual([
    ["Teams-1", "Teams-1"],
    ["3", "3"],
  ]);
  expect(values[4]).toEqual(['{"Name":"Ops"}', '{"Name":"Ops"}']);
});

test("updates and deletions are expected to find their documents, creations are not", () => {
  expect(commitStatement(everything(1), 1).values.at(-2)).toBe(2);
  expect(commitStatement(everything(3), 1).values.at(-2)).toBe(6);
  const { statement, values } = commitStatement({ ...NONE, inserts: [ROW] }, 1);
  expect(statement.text).toContain("from (select 0 as touched) as t");
  expect(values.at(-2)).toBe(0);
});

test("whatever is written, the key that seals secrets must be the current one", () => {
  const { statement, values } = commitStatement({ ...NONE, unkeys: [ROW] }, 7);
  expect(statement.text).toContain("then trail.require_generation($3::bigint) end");
  expect(values.at(-1)).toBe(7);
});

test("different statements have different names, which are short enough for the database", () => {
  const statements = [everything(1), everything(2)].flatMap((rows) => [
    commitStatement(rows, 1).statement,
    ...KINDS.map((kind) => commitStatement({ ...NONE, [kind]: rows[kind] }, 1).statement),
  ]);
  expect(new Set(statements.map(({ text }) => text)).size).toBe(statements.length);
  expect(new Set(statements.map(({ name }) => name)).size).toBe(statements.length);
  // Behind them come a hyphen and the name of what is attached: 20 characters.
  expect(Math.max(...statements.map(({ name }) => name.length))).toBeLessThan(64 - 21);
});

test("attached rows are written in the same statement, and all of them must be touched", () => {
  const part = {
    name: "claims",
    sql: "delete from x using json_to_recordset($rows::json) returning 1\n",
  };
  const rows = { ...NONE, unkeys: [ROW], updates: [ROW] };
  const bound = commitStatement(rows, 1, [{ part, rows: [ROW, ROW] }]);
  const { statement, values } = bound;
  expect(statement.name).toMatch(/-claims$/);
  expect(statement.text).toMatch(
    /claims as \(\ndelete from x using [^$]*\$9::json\) returning 1\n\)/,
  );
  expect(statement.text).toContain(
    "0 + (select count(*) from updated) + (select count(*) from claims) as touched",
  );
  expect(values.slice(8)).toEqual([JSON.stringify([ROW, ROW]), 3, 1]);
  // Several changes of a commit may attach to the same part.
  const apart = [ROW, ROW].map((row) => ({ part, rows: [row] }));
  expect(commitStatement(rows, 1, apart)).toEqual(bound);
});
