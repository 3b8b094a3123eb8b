import { snapshotIdOf } from "@indelible/domain";
import { type StoredDocument, sha256Hex } from "@indelible/trail";

const SNAPSHOT_ID = /^(.+)-s-\d+-[0-9A-F]{32}$/;

/** The id of the snapshot of a document's version, see `snapshotIdOf`. */
export function snapshotId(document: StoredDocument): string {
  return snapshotIdOf(document, sha256Hex);
}

/** The id of the document in the id of a snapshot; undefined for other ids. */
export function documentOfSnapshot(id: string): string | undefined {
  return SNAPSHOT_ID.exec(id)?.[1];
}
