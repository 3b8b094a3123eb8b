import { type DocumentRow, storedAs } from "../commit/read.ts";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import type { StoredDocument } from "../document/stored-document.ts";
import type { JsonObject } from "../json/json.ts";
import type { DocumentPage, DocumentQuery } from "./documents.ts";

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
): AsyncGenerator<readonly StoredDocument<Body>[]> {
  const reach = JSON.stringify(query.reach ?? null);
  let later: readonly string[] = [];
  for (let rows = page; ; ) {
    const read = rows.filter(({ body }) => body !== null);
    const unread = rows.filter(({ body }) => body === null).map(({ id }) => id);
    if (read.length > 0) yield read.map((row) => storedAs(query.type, row));
    later = [...unread, ...later];
    if (later.length === 0) return;
    // To measure a body takes time too: not many more are measured than fit into a portion.
    const size = Math.min(2 * Math.max(read.length, 1), PORTION_DOCUMENTS);
    rows = await database.query<DocumentRow>(READ, [later.slice(0, size), reach, PORTION_BYTES]);
    later = later.slice(size);
  }
}
