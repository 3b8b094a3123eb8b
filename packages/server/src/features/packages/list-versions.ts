import type { DocumentDefinition } from "@indelible/domain";
import type { Page } from "@indelible/kernel";
import { type Database, type DocumentPage, storedOf } from "@indelible/trail";
import { sql } from "./sql.ts";

/** Which documents are wanted of a type whose documents each stand for a version of a package. */
export interface VersionQuery extends Page {
  readonly type: DocumentDefinition;
  readonly spaceId: string;
  /** In any case. */
  readonly packageId?: string | undefined;
  /** Part of the package's id, in any case. */
  readonly partialPackageId?: string | undefined;
  /** Part of the version, in any case. */
  readonly partialVersion?: string | undefined;
  /** Only the newest version of each package. */
  readonly latest?: boolean;
}

type VersionRow = Parameters<typeof storedOf>[0] & { readonly total: number };

const LIST = sql.statement("list-versions");

/** A page of versions: packages by id, of each the newest version first. */
export async function listVersions(database: Database, query: VersionQuery): Promise<DocumentPage> {
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
  const documents = rows.filter(({ id }) => id !== null).map(storedOf);
  return { documents, total: rows[0]?.total ?? 0 };
}
