import {
  canonicalize,
  type DocumentType,
  type StoredDocument,
  sha256Hex,
  shownDocument,
} from "@indelible/trail";

/** Hexadecimal digits of the digest that an id bears: 128 bits, so that none can be sought for. */
const DIGEST_LENGTH = 32;

const SNAPSHOT_ID = /^(.+)-s-\d+-[0-9A-F]{32}$/;

/**
 * The id of the snapshot of a document's version: the document's id, `s`, the version, and the digest
 * of what it shows. Whoever names a snapshot thereby says what is in it: docs/formats/snapshots.md.
 */
export function snapshotId(type: DocumentType, document: StoredDocument): string {
  const { id, spaceId, version, body } = document;
  const digest = sha256Hex(canonicalize(shownDocument(type, id, spaceId, body)));
  return `${id}-s-${version}-${digest.slice(0, DIGEST_LENGTH).toUpperCase()}`;
}

/** The id of the document that a snapshot is of; undefined for what is no snapshot's id. */
export function documentOfSnapshot(id: string): string | undefined {
  return SNAPSHOT_ID.exec(id)?.[1];
}
