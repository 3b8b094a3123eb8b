import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import type { DocumentType } from "../document/document-type.ts";
import { isOfType } from "../document/is-of-type.ts";
import type { NamedDocument, StoredDocument } from "../document/stored-document.ts";
import { TrailError } from "../errors.ts";
import type { Json, JsonObject } from "../json/json.ts";
import { textsIn } from "./relations.ts";
import { Snapshot } from "./snapshot.ts";

/** What an act needs to read before it can change anything. */
export interface ReadRequest {
  /** Documents to load whole, with the titles of their references. Unknown ids are left out. */
  readonly ids?: readonly string[];
  /** Documents of which only the title is needed: those that new bodies refer to. */
  readonly mentions?: readonly string[];
  /** New ids to reserve, by prefix. */
  readonly newIds?: Readonly<Record<string, number>>;
  /** Events to reserve numbers for: usually one for each change. */
  readonly events?: number;
}

interface ReadRow {
  readonly kind: "document" | "id" | "event";
  readonly id: string;
  readonly type: string;
  readonly space_id: string | null;
  readonly number: number;
  readonly title: string;
  readonly body: JsonObject | null;
  readonly modified_on: Date;
  readonly modified_by: string;
  readonly owners: string[] | null;
  readonly tags: Json | null;
}

const READ = sqlFile("read");

/** Reads everything that an act needs, in one round trip (sql/read.sql). */
export async function readSnapshot(database: Database, request: ReadRequest): Promise<Snapshot> {
  const newIds = Object.entries(request.newIds ?? {});
  const rows = await database.query<ReadRow>(READ, [
    request.ids ?? [],
    request.mentions ?? [],
    newIds.map(([prefix]) => prefix),
    newIds.map(([, count]) => count),
    request.events ?? 0,
  ]);
  const documents = new Map<string, StoredDocument>();
  const named = new Map<string, NamedDocument>();
  for (const row of rows.filter(({ kind }) => kind === "document")) {
    named.set(row.id, namedOf(row));
    if (row.body !== null) documents.set(row.id, storedOf({ ...row, version: row.number }));
  }
  const reserved = rows.filter(({ kind }) => kind === "id").map((row) => idsFrom(row, newIds));
  const events = rows.filter(({ kind }) => kind === "event").map(({ number }) => number);
  return new Snapshot(
    documents,
    named,
    new Map(reserved),
    events.sort((a, b) => a - b),
  );
}

/** A row of `trail.documents`. */
export interface DocumentRow {
  readonly id: string;
  readonly type: string;
  readonly space_id: string | null;
  readonly version: number;
  readonly title: string;
  readonly body: JsonObject | null;
  readonly modified_on: Date;
  readonly modified_by: string;
}

/**
 * A row as a document of a type. Here JSON from the database gets the type of a body. Fails with
 * `definition` when the row is of another type.
 */
export function storedAs<Body extends JsonObject>(
  type: DocumentType<Body>,
  row: DocumentRow,
): StoredDocument<Body> {
  const document = storedOf(row);
  if (isOfType(type, document)) return document;
  throw new TrailError("definition", `${row.id} is not a document of the type ${type.prefix}.`);
}

/** A row as a document of any type. */
export function storedOf(row: DocumentRow): StoredDocument {
  return {
    id: row.id,
    type: row.type,
    spaceId: row.space_id,
    version: row.version,
    title: row.title,
    body: row.body ?? {},
    modifiedOn: row.modified_on,
    modifiedBy: row.modified_by,
  };
}

function namedOf(row: ReadRow): NamedDocument {
  const { id, type, title } = row;
  return {
    id,
    type,
    title,
    spaceId: row.space_id,
    owners: row.owners ?? [],
    tags: textsIn(row.tags ?? undefined),
  };
}

function idsFrom(row: ReadRow, wanted: readonly [string, number][]): [string, string[]] {
  const count = wanted.find(([prefix]) => prefix === row.type)?.[1] ?? 0;
  return [row.type, Array.from({ length: count }, (_, i) => `${row.type}-${row.number + i}`)];
}
