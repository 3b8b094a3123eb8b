import type { Database, Json, JsonObject } from "@indelible/trail";

/** A column of a table, as the database describes it. */
export interface Column {
  readonly name: string;
  /** The type's name in `information_schema`: `text`, `timestamp with time zone`, … */
  readonly type: string;
  readonly isNullable: boolean;
  /** Whether a unique constraint covers it. */
  readonly isUnique: boolean;
}

/** A table with its columns, and the rows that a tampering may touch. */
export interface Table {
  /** With its schema: `trail.documents`. */
  readonly name: string;
  readonly columns: readonly Column[];
}

/** What is done to a table. */
export type TamperingKind = "change" | "swap" | "delete" | "insert";

/** One tampering: rows to delete, by their physical place, and rows to insert. */
export interface Tampering {
  readonly table: string;
  readonly kind: TamperingKind;
  /** The column that gets another value; undefined where a whole row goes or comes. */
  readonly column?: string;
  readonly remove: readonly string[];
  readonly insert: readonly JsonObject[];
}

interface StoredRow {
  readonly at: string;
  readonly row: JsonObject;
}

const COLUMNS = `
  select c.table_schema || '.' || c.table_name as table, c.column_name as name, c.data_type as type,
    c.is_nullable = 'YES' as "isNullable", exists (
      select from pg_index i
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
      where i.indrelid = (c.table_schema || '.' || c.table_name)::regclass
        and i.indisunique and a.attname = c.column_name
    ) as "isUnique"
  from information_schema.columns c
  join information_schema.tables t using (table_schema, table_name)
  where c.table_schema in ('trail', 'server') and t.table_type = 'BASE TABLE'
  order by 1, c.ordinal_position`;

/** All tables of both schemas, by name. */
export async function tablesOf(database: Database): Promise<readonly Table[]> {
  const rows = await database.query<Column & { table: string }>({ name: "", text: COLUMNS }, []);
  const names = [...new Set(rows.map(({ table }) => table))];
  return names.map((name) => ({ name, columns: rows.filter(({ table }) => table === name) }));
}

/**
 * Every kind of tampering with a table: each column of some rows gets another value, and that of
 * another row; some rows are deleted, copied under other keys, or made up where there are none.
 */
export async function tamperingsWith(
  database: Database,
  table: Table,
  pick: (rows: readonly JsonObject[]) => readonly number[],
): Promise<readonly Tampering[]> {
  const text = `select t.ctid::text as at, to_jsonb(t) as row from ${table.name} t order by t.ctid`;
  const all = await database.query<StoredRow>({ name: "", text }, []);
  const picked = pick(all.map(({ row }) => row)).flatMap((place) => all[place] ?? []);
  if (all.length === 0) return [madeUp(table)];
  return picked.flatMap((one) => [
    ...table.columns.flatMap((column) => changes(table, column, one, all)),
    { table: table.name, kind: "delete" as const, remove: [one.at], insert: [] },
    ...copies(table, one),
  ]);
}

function changes(
  table: Table,
  column: Column,
  { at, row }: StoredRow,
  all: readonly StoredRow[],
): Tampering[] {
  const value = row[column.name] ?? null;
  const change = (other: Json): Tampering => ({
    table: table.name,
    kind: "change",
    column: column.name,
    remove: [at],
    insert: [{ ...row, [column.name]: other }],
  });
  const emptied = column.isNullable && value !== null ? [change(null)] : [];
  const partner = all.find((other) => !isSame(other.row[column.name], value));
  return [
    change(another(column, value)),
    ...emptied,
    ...(partner === undefined ? [] : swapped(table, column, { at, row }, partner)),
  ];
}

/** Where the column is all that distinguishes the rows, nothing changes. */
function swapped(
  { name: table, columns }: Table,
  column: Column,
  one: StoredRow,
  other: StoredRow,
): Tampering[] {
  const isAlone = columns.every(
    ({ name }) => name === column.name || isSame(one.row[name], other.row[name] ?? null),
  );
  if (isAlone) return [];
  const withValue = (to: StoredRow, from: StoredRow) => ({
    ...to.row,
    [column.name]: from.row[column.name] ?? null,
  });
  const insert = [withValue(one, other), withValue(other, one)];
  return [{ table, kind: "swap", column: column.name, remove: [one.at, other.at], insert }];
}

/** A copy under other keys: all of them, and each alone where there are several. */
function copies({ name: table, columns }: Table, { row }: StoredRow): Tampering[] {
  const unique = columns.filter(({ isUnique }) => isUnique);
  const sets = unique.length > 1 ? [unique, ...unique.map((column) => [column])] : [unique];
  return sets.map((set) => {
    const keys = set.map((column) => [column.name, another(column, row[column.name] ?? null)]);
    return { table, kind: "insert", remove: [], insert: [{ ...row, ...Object.fromEntries(keys) }] };
  });
}

function madeUp({ name: table, columns }: Table): Tampering {
  const row = Object.fromEntries(columns.map((column) => [column.name, another(column, null)]));
  return { table, kind: "insert", remove: [], insert: [row] };
}

/** Another plausible value of a column's type. */
function another({ type }: Column, value: Json): Json {
  switch (type) {
    case "text":
      return typeof value === "string" ? anotherText(value) : "Forged-1";
    case "integer":
    case "bigint":
      return typeof value === "number" ? value + 1 : 1;
    case "boolean":
      return value !== true;
    case "timestamp with time zone":
      return new Date(Date.parse(String(value ?? "2026-01-01")) + 3_600_000).toISOString();
    case "ARRAY":
      return [...(Array.isArray(value) ? value : []), "forged"];
    case "jsonb":
      return anotherJson(value);
    case "bytea":
      return value === null ? `\\x${"00".repeat(32)}` : withOtherEnd(String(value));
    case "uuid":
      return value === null ? "00000000-0000-4000-8000-000000000000" : withOtherEnd(String(value));
    default:
      throw new TypeError(`There is no other value of the type ${type}.`);
  }
}

/** The number of an id changes; any other text gets longer. */
function anotherText(value: string): string {
  const changed = value.replace(/-(\d+)$/, (_, number) => `-${Number(number) + 900}`);
  return changed === value ? `${value}x` : changed;
}

function anotherJson(value: Json): Json {
  if (Array.isArray(value)) return [...value, "Forged"];
  return value !== null && typeof value === "object"
    ? { ...value, Forged: true }
    : { Forged: true };
}

function withOtherEnd(hexadecimal: string): string {
  return hexadecimal.slice(0, -1) + (hexadecimal.endsWith("0") ? "1" : "0");
}

function isSame(one: Json | undefined, other: Json): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other);
}

/** Does it, on a connection of a superuser in a transaction, with all triggers disabled. */
export async function tamper(connection: Database, tampering: Tampering): Promise<void> {
  await connection.script("set local session_replication_role = replica");
  const { table, remove, insert } = tampering;
  const drop = `delete from ${table} where ctid = any($1::tid[])`;
  await connection.query({ name: "", text: drop }, [remove]);
  const text = `insert into ${table} overriding system value
    select r.* from jsonb_populate_record(null::${table}, $1::jsonb) as r`;
  for (const row of insert) await connection.query({ name: "", text }, [JSON.stringify(row)]);
  await connection.script("set local session_replication_role = origin");
}
