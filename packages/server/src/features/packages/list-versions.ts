import type { DocumentDefinition } from "@indelible/domain";
import type { Page } from "@indelible/kernel";
import type {
  Database,
  DocumentPage,
  DocumentPortions,
  JsonObject,
  StoredDocument,
  Trail,
} from "@indelible/trail";
import { sql } from "./sql.ts";

/** A query for documents of a type that has one document per version of a package. */
export interface VersionQuery<Body extends JsonObject> extends Page {
  readonly type: DocumentDefinition<Body>;
  readonly spaceId: string;
  /** Case-insensitive. */
  readonly packageId?: string | undefined;
  /** Part of the package's id, case-insensitive. */
  readonly partialPackageId?: string | undefined;
  /** Part of the version, case-insensitive. */
  readonly partialVersion?: string | undefined;
  /** Only the newest version of each package. */
  readonly latest?: boolean;
}

/** Dependencies of listing versions. */
export interface VersionTools {
  readonly trail: Trail;
  readonly database: Database;
}

const LIST = sql.statement("list-versions");

/** A page of versions, ordered by package id, newest version first, to be read in portions. */
export async function findVersions<Body extends JsonObject>(
  { trail, database }: VersionTools,
  query: VersionQuery<Body>,
): Promise<DocumentPortions<Body>> {
  const rows = await database.query<{ id: string | null; total: number }>(LIST, [
    query.type.prefix,
    query.spaceId,
    query.packageId ?? null,
    query.partialPackageId ?? null,
    query.partialVersion ?? null,
    query.latest ?? false,
    query.skip,
    query.take,
  ]);
  const ids = rows.flatMap(({ id }) => (id === null ? [] : [id]));
  const portions = trail.portionsOf(query.type, ids);
  return { count: ids.length, total: rows[0]?.total ?? 0, portions };
}

/** The same page, all of it in memory. */
export async function listVersions<Body extends JsonObject>(
  tools: VersionTools,
  query: VersionQuery<Body>,
): Promise<DocumentPage<Body>> {
  const { total, portions } = await findVersions(tools, query);
  const documents: StoredDocument<Body>[] = [];
  for await (const portion of portions) documents.push(...portion);
  return { documents, total };
}
