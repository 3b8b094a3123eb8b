import { expect, test } from "vitest";
import { commitStatement } from "./commit-statement.ts";
import type { CommitRows } from "./plan.ts";

const NONE: CommitRows = {
  inserts: [],
  updates: [],
  deletes: [],
  links: [],
  unlinks: [],
  keys: [],
  unkeys: [],
  events: [],
  terms: [],
};
const ROWS = [{ id: "Teams-1" }];
const KINDS = Object.keys(NONE) as (keyof CommitRows)[];

test("only parts with rows are there, each with its own parameter", () => {
  const { statement, values } = commitStatement({ ...NONE, updates: ROWS, events: ROWS }, 1);
  expect(statement.text).toMatch(/updated as \([^$]*\$1::json[\s\S]*recorded as \([^$]*\$2::json/);
  expect(statement.text).not.toMatch(/\$rows|inserted as|deleted as|linked as|keyed as/);
  expect(statement.text).toMatch(/require_fresh\(0 \+ \(select count\(\*\) from updated\), \$3\),/);
  expect(values.slice(0, 3)).toEqual([JSON.stringify(ROWS), JSON.stringify(ROWS), 1]);
});

test("updates and deletions are expected to find their documents, creations are not", () => {
  const all = Object.fromEntries(KINDS.map((kind) => [kind, ROWS])) as unknown as CommitRows;
  expect(commitStatement(all, 1).values.at(-2)).toBe(2);
  expect(commitStatement(all, 1).values).toHaveLength(KINDS.length + 2);
  expect(commitStatement({ ...NONE, inserts: ROWS }, 1).statement.text).toMatch(
    /require_fresh\(0, \$2\),/,
  );
});

test("whatever is written, the key that secrets are sealed under must be the one in force", () => {
  const { statement, values } = commitStatement({ ...NONE, events: ROWS }, 7);
  expect(statement.text).toMatch(/trail\.require_generation\(\$3\)$/);
  expect(values.at(-1)).toBe(7);
});

test("combinations of parts differ in name, and names are short enough to tell apart", () => {
  const combinations = KINDS.map((kind) => commitStatement({ ...NONE, [kind]: ROWS }, 1).statement);
  expect(new Set(combinations.map(({ name }) => name)).size).toBe(KINDS.length);
  const all = Object.fromEntries(KINDS.map((kind) => [kind, ROWS])) as unknown as CommitRows;
  expect(commitStatement(all, 1).statement.name.length).toBeLessThan(64);
});

test("attached rows are written in the same statement, and all of them must be touched", () => {
  const part = {
    name: "claims",
    sql: "delete from x using json_to_recordset($rows::json) returning 1\n",
  };
  const { statement, values } = commitStatement({ ...NONE, updates: ROWS }, 1, [
    { part, rows: [...ROWS, ...ROWS] },
  ]);
  expect(statement.name).toMatch(/-claims$/);
  expect(statement.text).toMatch(
    /claims as \(\ndelete from x using [^$]*\$2::json\) returning 1\n\)/,
  );
  expect(statement.text).toMatch(
    /count\(\*\) from updated\) \+ \(select count\(\*\) from claims\), \$3/,
  );
  expect(values.at(-2)).toBe(3);
});
