import type { Database } from "../database/database.ts";
import { inPortions } from "../database/portions.ts";
import { sqlFile } from "../database/sql-file.ts";

const SIZES = sqlFile("verify-document-sizes");

/** Stored bytes of the documents that are checked together, or a single one. */
const GROUP_BYTES = 1_000_000;

interface SizeRow {
  readonly id: string;
  readonly bytes: number;
}

/** Ids of documents in groups, so that the bodies and events of a group fit into memory. */
export async function documentGroups(
  connection: Database,
  ids: readonly string[],
): Promise<string[][]> {
  const sizes = await connection.query<SizeRow>(SIZES, [ids]);
  const groups = inPortions(sizes, ({ bytes }) => bytes, { bytes: GROUP_BYTES });
  return Array.from(groups, (group) => group.map(({ id }) => id));
}
