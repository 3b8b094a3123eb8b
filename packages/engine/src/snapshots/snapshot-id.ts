import {
  canonicalize,
  isArray,
  isKeptSecret,
  isObject,
  type Json,
  type StoredDocument,
  sha256Hex,
} from "@indelible/trail";

/** Hexadecimal digits of the digest that an id bears: 128 bits, so that none can be sought for. */
const DIGEST_LENGTH = 32;

const SNAPSHOT_ID = /^(.+)-s-\d+-[0-9A-F]{32}$/;

/**
 * The id of the snapshot of a document's version: the document's id, `s`, the version, and the digest
 * of what it shows. Whoever names a snapshot thereby says what is in it: docs/formats/snapshots.md.
 */
export function snapshotId({ id, spaceId, version, body }: StoredDocument): string {
  const identity = { Id: id, ...(spaceId === null ? {} : { SpaceId: spaceId }) };
  const digest = sha256Hex(canonicalize({ ...identity, ...(shown(body) as typeof body) }));
  return `${id}-s-${version}-${digest.slice(0, DIGEST_LENGTH).toUpperCase()}`;
}

/** The id of the document that a snapshot is of; undefined for what is no snapshot's id. */
export function documentOfSnapshot(id: string): string | undefined {
  return SNAPSHOT_ID.exec(id)?.[1];
}

/**
 * A stored value as events show it. Secrets are told by their form and not by the type's rules, which
 * a later server may have more of: an id must mean the same for ever.
 */
function shown(value: Json): Json {
  if (isKeptSecret(value)) return value.Indicator;
  if (isArray(value)) return value.map(shown);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shown(member)]));
}
