import type { Database } from "../database/database.ts";
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
  const groups: string[][] = [];
  let room = 0;
  for (const { id, bytes } of await connection.query<SizeRow>(SIZES, [ids])) {
    const last = groups.at(-1);
    if (last !== undefined && bytes <= room) last.push(id);
    else {
      groups.push([id]);
      room = GROUP_BYTES;
    }
    room -= bytes;
  }
  return groups;
}
