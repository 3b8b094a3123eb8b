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

/** Dependencies of snapshots. */
export interface SnapshotTools {
  readonly trail: Trail;
  readonly database: Database;
  readonly clock: () => Date;
}

const KEEP = sql.statement("keep-snapshots");
const LOAD = sql.statement("load-snapshot");

/**
 * Takes snapshots of the current documents with these ids; returns the ids of the snapshots, in the
 * same order. A version of a document has one snapshot. Fails with `unknown-document`.
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
 * The document of a snapshot. It has the id of the document, which its secrets are bound to. Fails
 * with 404 when there is no such snapshot, and with `damaged` when its content does not match its id.
 */
export async function loadSnapshot(
  { database }: Pick<SnapshotTools, "database">,
  id: string,
): Promise<StoredDocument> {
  const [row] = await database.query<Parameters<typeof storedOf>[0]>(LOAD, [id]);
  if (row === undefined) throw notFound(id);
  // The type is not stored under the digest, but the id is, which determines it.
  const document = { ...storedOf(row), type: prefixOf(row.id) };
  if (snapshotId(document) === id) return document;
  throw new Refusal(
    "damaged",
    `The snapshot '${id}' was changed after it was taken: its content does not match its id.`,
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
