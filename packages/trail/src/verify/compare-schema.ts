import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import {
  type ExpectedMigration,
  type ExpectedSchema,
  keyOf,
  type SchemaObject,
} from "./expected-schema.ts";
import type { Finding } from "./finding.ts";

const OBJECTS = sqlFile("schema-objects");
const MIGRATIONS = sqlFile("schema-migrations");
/** So that all names are printed with their schema. */
const SEARCH_PATH = "set local search_path = pg_catalog";
/** For the rest of a transaction of the caller. */
const DEFAULT_PATH = "set local search_path to default";

/**
 * Compares a database with what its migrations make: functions, triggers, rules, tables, columns,
 * constraints, unique indexes, rights to write, row security, and roles without triggers. Returns a
 * finding for each difference; if the migrations differ, only these. Not compared: indexes that are
 * not unique, rights to read, owners. Any role may run it that can read `trail_meta.migrations`.
 */
export async function compareSchema(
  database: Database,
  expected: ExpectedSchema,
): Promise<Finding[]> {
  const { migrations, objects } = await readSchema(database, expected.schemas);
  const outdated = compareMigrations(migrations, expected.migrations);
  return outdated.length > 0 ? outdated : compareObjects(objects, expected.objects);
}

/** The schema of a database, in the form of an expected one. */
export function readSchema(
  database: Database,
  schemas: readonly string[],
): Promise<ExpectedSchema> {
  return database.transaction(async (connection) => {
    await connection.script(SEARCH_PATH);
    const objects = await connection.query<SchemaObject>(OBJECTS, [schemas]);
    const migrations = await connection.query<ExpectedMigration>(MIGRATIONS, []);
    await connection.script(DEFAULT_PATH);
    return { schemas, migrations, objects };
  });
}

function compareMigrations(
  found: readonly ExpectedMigration[],
  expected: readonly ExpectedMigration[],
): Finding[] {
  const nameOf = ({ owner, number, name }: ExpectedMigration) => `${owner} ${number} (${name})`;
  const asObjects = (migrations: readonly ExpectedMigration[]) =>
    migrations.map((migration) => ({
      kind: "migration",
      name: nameOf(migration),
      facts: { text: migration.sha256 },
    }));
  return compareObjects(asObjects(found), asObjects(expected));
}

function compareObjects(
  found: readonly SchemaObject[],
  expected: readonly SchemaObject[],
): Finding[] {
  const missing = new Map(expected.map((object) => [keyOf(object), object]));
  const findings: Finding[] = [];
  for (const object of found) {
    const known = missing.get(keyOf(object));
    missing.delete(keyOf(object));
    if (known === undefined) findings.push(difference("inserted", `${titleOf(object)} ${EXTRA}`));
    else findings.push(...changesOf(object, known));
  }
  const gone = [...missing.values()].filter(({ kind }) => kind !== RIGHT);
  return [
    ...findings,
    ...gone.map((object) => difference("missing", `${titleOf(object)} is missing.`)),
  ];
}

const EXTRA = "was not made by the migrations.";
/** A right that no role has is no difference: not every installation has a separate role. */
const RIGHT = "right";

function changesOf(found: SchemaObject, expected: SchemaObject): Finding[] {
  const names = Object.keys({ ...expected.facts, ...found.facts });
  const changed = names.filter((name) => found.facts[name] !== expected.facts[name]);
  if (changed.length === 0) return [];
  const details = changed.map((name) => changeOf(name, found.facts[name], expected.facts[name]));
  const detail = `${titleOf(found)} is not the one of the migrations: ${details.join(", ")}.`;
  return [difference("changed", detail)];
}

/** Longer values are not shown. */
const SHOWN_MAX = 40;

function changeOf(name: string, found: Fact, expected: Fact): string {
  const [is, was] = [String(found), String(expected)];
  if (Math.max(is.length, was.length) > SHOWN_MAX) return `its ${name} differs`;
  return `its ${name} is '${is}', not '${was}'`;
}

type Fact = SchemaObject["facts"][string] | undefined;

function titleOf({ kind, name }: SchemaObject): string {
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${name}`;
}

function difference(kind: Finding["kind"], detail: string): Finding {
  return { kind, eventId: null, index: null, detail };
}
