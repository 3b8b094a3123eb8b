import { notFound, Refusal } from "@indelible/kernel";
import {
  type Database,
  prefixOf,
  type StoredDocument,
  storedOf,
  type Trail,
} from "@indelible/trail";
import { sql } from "../sql.ts";
import { snapshotId } from "./snapshot-id.ts";

/** What snapshots stand on. */
export interface SnapshotTools {
  readonly trail: Trail;
  readonly database: Database;
  readonly clock: () => Date;
}

const KEEP = sql.statement("keep-snapshots");
const LOAD = sql.statement("load-snapshot");

/**
 * Keeps documents as they are now, and answers the ids of these snapshots, in the same order. One
 * version of a document is kept once, however often it is asked for. Fails with `unknown-document`.
 */
export async function takeSnapshots(
  { trail, database, clock }: SnapshotTools,
  documentIds: readonly string[],
): Promise<readonly string[]> {
  const read = await trail.read({ ids: documentIds });
  const documents = documentIds.map((id) => read.document(id));
  const rows = documents.map(rowOf);
  await database.query(KEEP, [JSON.stringify(rows), clock()]);
  return rows.map(({ id }) => id);
}

/**
 * The document that a snapshot kept, under the document's own id: its secrets open there and nowhere
 * else. Fails with 404 when there is none, and with 500 when it is no longer what its id says.
 */
export async function loadSnapshot(
  { database }: Pick<SnapshotTools, "database">,
  id: string,
): Promise<StoredDocument> {
  const [row] = await database.query<Parameters<typeof storedOf>[0]>(LOAD, [id]);
  if (row === undefined) throw notFound(id);
  // Its type follows from its id, which the digest covers.
  const document = { ...storedOf(row), type: prefixOf(row.id) };
  if (snapshotId(document) === id) return document;
  throw new Refusal(
    "damaged",
    `The snapshot '${id}' was changed after it was taken: it does not show what its id says, and cannot be used.`,
  );
}

function rowOf(document: StoredDocument) {
  const { id, type, spaceId, version, title, body, modifiedOn, modifiedBy } = document;
  return {
    id: snapshotId(document),
    document_id: id,
    type,
    space_id: spaceId,
    version,
    title,
    body,
    modified_on: modifiedOn.toISOString(),
    modified_by: modifiedBy,
  };
}
