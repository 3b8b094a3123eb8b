import { type DocumentRow, storedAs, storedOf } from "../commit/read.ts";
import { uniqueKeysOf } from "../commit/unique-keys.ts";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import type { DocumentType } from "../document/document-type.ts";
import type { PartOf } from "../document/part-of.ts";
import type { StoredDocument } from "../document/stored-document.ts";
import type { JsonObject } from "../json/json.ts";

/** A query for documents of a type. */
export interface DocumentQuery<Body extends JsonObject = JsonObject> {
  readonly type: DocumentType<Body>;
  /** Ids of spaces; undefined for all. */
  readonly spaceIds?: readonly string[] | undefined;
  /** Whether documents of no space are included when `spaceIds` is given. */
  readonly withoutSpace?: boolean | undefined;
  readonly ids?: readonly string[] | undefined;
  /** Part of the title, regardless of case. */
  readonly partialTitle?: string | undefined;
  /** Fields of the body that `partialTitle` is also searched in. */
  readonly titleFields?: readonly string[] | undefined;
  /**
   * Filters, each with alternatives; the body must contain one alternative of each (`@>` of jsonb).
   */
  readonly containing?: readonly (readonly PartOf<Body>[])[] | undefined;
  /** The body must contain none of these. */
  readonly lacking?: readonly PartOf<Body>[] | undefined;
  readonly newestFirst?: boolean | undefined;
  /** A field with a time: the latest are first, before any other order. */
  readonly latestBy?: string | undefined;
  /** The id of a document that is first in the list, even if the filters exclude it. */
  readonly first?: string | undefined;
  /**
   * What the viewer may see: a document is included if at least one reach admits it. Undefined:
   * all.
   */
  readonly reach?: readonly DocumentReach[] | undefined;
  readonly skip: number;
  readonly take: number;
}

/**
 * A part of the documents that a viewer may see: those of a space (null: of no space) that, for
 * each prefix in `Restrictions`, have and refer to no other ids of that prefix than the allowed
 * ones.
 */
export interface DocumentReach {
  readonly SpaceId: string | null;
  readonly Restrictions: { readonly [prefix: string]: readonly string[] };
}

/** A page of documents, with the total number. */
export interface DocumentPage<Body extends JsonObject = JsonObject> {
  readonly documents: readonly StoredDocument<Body>[];
  readonly total: number;
}

/** The documents that depend on a document. */
export interface Dependents {
  /** Documents that are deleted with it. */
  readonly cascade: readonly StoredDocument[];
  /**
   * Documents that refer to it, or to one that is deleted with it, so that the deletion is refused.
   */
  readonly obstacles: readonly StoredDocument[];
}

const GET = sqlFile("get-documents");
const FIND_BY_KEY = sqlFile("find-by-key");
const FIND_DEPENDENTS = sqlFile("find-dependents");

/** The documents with these ids; unknown ids are left out. */
export async function getDocuments(
  database: Database,
  ids: readonly string[],
): Promise<StoredDocument[]> {
  return (await database.query<DocumentRow>(GET, [ids])).map(storedOf);
}

/** The documents of a type that have the unique values of some bodies, in no particular order. */
export async function findByUniqueValues<Body extends JsonObject>(
  database: Database,
  type: DocumentType<Body>,
  spaceId: string | null,
  bodies: readonly JsonObject[],
): Promise<StoredDocument<Body>[]> {
  const keys = bodies.flatMap((body) => uniqueKeysOf(type, spaceId, body).map(({ key }) => key));
  const rows = await database.query<DocumentRow>(FIND_BY_KEY, [keys]);
  return rows.map((row) => storedAs(type, row));
}

/** The documents that would be deleted with a document, and those that prevent its deletion. */
export async function findDependents(database: Database, id: string): Promise<Dependents> {
  const rows = await database.query<DocumentRow & { cascades: boolean }>(FIND_DEPENDENTS, [id]);
  const of = (cascades: boolean) => rows.filter((row) => row.cascades === cascades).map(storedOf);
  return { cascade: of(true), obstacles: of(false) };
}
