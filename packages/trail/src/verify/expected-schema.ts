import { sqlText } from "../database/sql-file.ts";

/** An object of the database that can change what is recorded, such as a trigger. */
export interface SchemaObject {
  /** Such as `function`, `trigger`, `unique index`, `right`. */
  readonly kind: string;
  /** With its schema, and for what belongs to a table with that: `append_only on trail.events`. */
  readonly name: string;
  /** What is compared, by name: `{ state: "enabled" }`. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

/** A migration that the database must have. */
export interface ExpectedMigration {
  readonly owner: string;
  readonly number: number;
  readonly name: string;
  /** Of its text, in lower-case hexadecimal. */
  readonly sha256: string;
}

/** What the migrations of some owners make. */
export interface ExpectedSchema {
  readonly schemas: readonly string[];
  readonly migrations: readonly ExpectedMigration[];
  readonly objects: readonly SchemaObject[];
}

/**
 * What the trail's own migrations make: `sql/expected-schema.json`. `test/expected-schema.test.ts` compares
 * it with a database, and writes it with `UPDATE_SCHEMA=1`.
 */
export function trailSchema(): ExpectedSchema {
  return parseSchema(sqlText("expected-schema.json"));
}

/** Reads what `formatSchema` wrote. */
export function parseSchema(text: string): ExpectedSchema {
  return JSON.parse(text) as ExpectedSchema;
}

/** Several expected schemas, of different migrations of one database, as one. */
export function joinSchemas(...parts: readonly ExpectedSchema[]): ExpectedSchema {
  return {
    schemas: [...new Set(parts.flatMap(({ schemas }) => schemas))],
    migrations: parts.flatMap(({ migrations }) => migrations),
    objects: parts.flatMap(({ objects }) => objects),
  };
}

/** What identifies an object. */
export function keyOf({ kind, name }: Pick<SchemaObject, "kind" | "name">): string {
  return `${kind} ${name}`;
}

/** The text of an expected schema: JSON with a line for each migration and object. */
export function formatSchema({ schemas, migrations, objects }: ExpectedSchema): string {
  const lines = (items: readonly object[]) =>
    items.map((item) => `    ${JSON.stringify(item)}`).join(",\n");
  return `{
  "schemas": ${JSON.stringify(schemas)},
  "migrations": [
${lines(migrations)}
  ],
  "objects": [
${lines(objects)}
  ]
}
`;
}
