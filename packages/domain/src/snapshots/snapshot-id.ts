import {
  canonicalize,
  isArray,
  isKeptSecret,
  isObject,
  type Json,
  type StoredDocument,
} from "@indelible/trail/pure";

/** Hexadecimal digits of the digest in an id: 128 bits, too many to search for a collision. */
const DIGEST_LENGTH = 32;

/** The parts of a document that the id of its snapshot covers. */
export type SnapshotContent = Pick<StoredDocument, "id" | "spaceId" | "version" | "body">;

/**
 * The id of the snapshot of a document's version: the document's id, `s`, the version, and a digest
 * of the document as events show it. So the id determines the content: docs/formats/snapshots.md.
 * `sha256` returns lower-case hexadecimal.
 */
export function snapshotIdOf(
  { id, spaceId, version, body }: SnapshotContent,
  sha256: (text: string) => string,
): string {
  const identity = { Id: id, ...(spaceId === null ? {} : { SpaceId: spaceId }) };
  const digest = sha256(canonicalize({ ...identity, ...(shown(body) as typeof body) }));
  return `${id}-s-${version}-${digest.slice(0, DIGEST_LENGTH).toUpperCase()}`;
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
