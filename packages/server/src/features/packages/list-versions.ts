import type { DocumentDefinition } from "@indelible/domain";
import type { Page } from "@indelible/kernel";
import {
  type Database,
  type DocumentPage,
  isOfType,
  type JsonObject,
  storedOf,
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

type VersionRow = Parameters<typeof storedOf>[0] & { readonly total: number };

const LIST = sql.statement("list-versions");

/** Lists a page of versions, ordered by package id, newest version first. */
export async function listVersions<Body extends JsonObject>(
  database: Database,
  query: VersionQuery<Body>,
): Promise<DocumentPage<Body>> {
  const rows = await database.query<VersionRow>(LIST, [
    query.type.prefix,
    query.spaceId,
    query.packageId ?? null,
    query.partialPackageId ?? null,
    query.partialVersion ?? null,
    query.latest ?? false,
    query.skip,
    query.take,
  ]);
  const found = rows.filter(({ id }) => id !== null).map(storedOf);
  const documents = found.filter((one) => isOfType(query.type, one));
  return { documents, total: rows[0]?.total ?? 0 };
}
