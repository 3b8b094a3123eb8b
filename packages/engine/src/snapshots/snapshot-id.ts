import {
  canonicalize,
  isArray,
  isKeptSecret,
  isObject,
  type Json,
  type StoredDocument,
  sha256Hex,
} from "@indelible/trail";

/** Hexadecimal digits of the digest in an id: 128 bits, too many to search for a collision. */
const DIGEST_LENGTH = 32;

const SNAPSHOT_ID = /^(.+)-s-\d+-[0-9A-F]{32}$/;

/**
 * The id of the snapshot of a document's version: the document's id, `s`, the version, and a digest
 * of the document as events show it. So the id determines the content: docs/formats/snapshots.md.
 */
export function snapshotId({ id, spaceId, version, body }: StoredDocument): string {
  const identity = { Id: id, ...(spaceId === null ? {} : { SpaceId: spaceId }) };
  const digest = sha256Hex(canonicalize({ ...identity, ...(shown(body) as typeof body) }));
  return `${id}-s-${version}-${digest.slice(0, DIGEST_LENGTH).toUpperCase()}`;
}

/** The id of the document in the id of a snapshot; undefined for other ids. */
export function documentOfSnapshot(id: string): string | undefined {
  return SNAPSHOT_ID.exec(id)?.[1];
}

/**
 * A stored value as events show it. It recognises secrets by their form, not by the rules of the
 * type: later versions may add rules, but must compute the same id.
 */
function shown(value: Json): Json {
  if (isKeptSecret(value)) return value.Indicator;
  if (isArray(value)) return value.map(shown);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shown(member)]));
}
