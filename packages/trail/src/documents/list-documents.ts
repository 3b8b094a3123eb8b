import { type DocumentRow, storedAs } from "../commit/read.ts";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import type { DocumentType } from "../document/document-type.ts";
import type { StoredDocument } from "../document/stored-document.ts";
import type { JsonObject } from "../json/json.ts";
import type { DocumentPage, DocumentQuery, DocumentReach } from "./documents.ts";

/** A page of documents that is read in portions. */
export interface DocumentPortions<Body extends JsonObject = JsonObject> {
  /** The number of documents of the page when it was found. */
  readonly count: number;
  /** The number of documents of all pages. */
  readonly total: number;
  /**
   * The documents in the type's order, in portions of at most `PORTION_BYTES`, or one document. Those
   * after the first portion are read later: they have their content of then, and are missing if they
   * were deleted or became invisible to the viewer.
   */
  readonly portions: AsyncIterable<readonly StoredDocument<Body>[]>;
}

/** Bytes of bodies, as JSON, that are in memory at the same time; at least one body is. */
export const PORTION_BYTES = 4 * 1024 * 1024;
/** Documents of the first portion. */
const FIRST_DOCUMENTS = 200;
/** Documents of a portion. */
const PORTION_DOCUMENTS = 2_000;

const LIST = sqlFile("list-documents");
const READ = sqlFile("read-documents");

type ListedRow = DocumentRow & { readonly total: number };

/** A page of the documents of a type, in the type's order: all of it, in memory. */
export async function listDocuments<Body extends JsonObject>(
  database: Database,
  query: DocumentQuery<Body>,
): Promise<DocumentPage<Body>> {
  const { total, portions } = await findDocuments(database, query);
  const documents: StoredDocument<Body>[] = [];
  for await (const portion of portions) documents.push(...portion);
  return { documents, total };
}

/** A page of the documents of a type, of which the first portion is read. */
export async function findDocuments<Body extends JsonObject>(
  database: Database,
  query: DocumentQuery<Body>,
): Promise<DocumentPortions<Body>> {
  const filter = filterValues(query);
  const page = (skip: number, take: number) => {
    const values = [...filter, skip, take, FIRST_DOCUMENTS, PORTION_BYTES];
    return database.query<ListedRow>(LIST, values);
  };
  const rows = await page(query.skip, query.take);
  // An empty page has no row to carry the total.
  const isWhole = query.skip === 0 && query.take > 0;
  const counted = rows.length > 0 || isWhole ? rows : await page(0, 1);
  const total = counted[0]?.total ?? 0;
  return { count: rows.length, total, portions: portionsOf(database, query, rows) };
}

function filterValues<Body extends JsonObject>(query: DocumentQuery<Body>): unknown[] {
  return [
    query.type.prefix,
    query.spaceIds ?? null,
    query.ids ?? null,
    query.partialTitle ?? null,
    JSON.stringify(query.containing ?? []),
    query.newestFirst ?? false,
    query.withoutSpace ?? false,
    JSON.stringify(query.reach ?? null),
    query.titleFields ?? [],
    JSON.stringify(query.lacking ?? []),
    query.latestBy ?? null,
    query.first ?? null,
  ];
}

async function* portionsOf<Body extends JsonObject>(
  database: Database,
  query: DocumentQuery<Body>,
  page: readonly DocumentRow[],
  others: readonly string[] = [],
): AsyncGenerator<readonly StoredDocument<Body>[]> {
  const reach = query.reach ?? null;
  let later = others;
  for (let rows = page; ; ) {
    const read = rows.filter(({ body }) => body !== null);
    const unread = rows.filter(({ body }) => body === null).map(({ id }) => id);
    if (read.length > 0) yield read.map((row) => storedAs(query.type, row));
    later = [...unread, ...later];
    if (later.length === 0) return;
    // To measure a body takes time too: not many more are measured than fit into a portion.
    const size = Math.min(2 * Math.max(read.length, 1), PORTION_DOCUMENTS);
    rows = await readRows(database, later.slice(0, size), reach);
    later = later.slice(size);
  }
}

function readRows(
  database: Database,
  ids: readonly string[],
  reach: readonly DocumentReach[] | null,
): Promise<DocumentRow[]> {
  return database.query<DocumentRow>(READ, [ids, JSON.stringify(reach), PORTION_BYTES]);
}

/**
 * The documents of a type with these ids, in the order of the ids, in portions of at most
 * `PORTION_BYTES`, or one document. Unknown ids are left out.
 */
export async function* readDocuments<Body extends JsonObject>(
  database: Database,
  type: DocumentType<Body>,
  ids: readonly string[],
): AsyncGenerator<readonly StoredDocument<Body>[]> {
  const first = await readRows(database, ids.slice(0, FIRST_DOCUMENTS), null);
  const query = { type, skip: 0, take: ids.length };
  yield* portionsOf(database, query, first, ids.slice(FIRST_DOCUMENTS));
}
