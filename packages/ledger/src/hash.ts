import { decodeBase64, encodeBase64 } from "./base64.ts";
import { LedgerError } from "./errors.ts";
import { sha256 as defaultSha256 } from "./sha256.ts";

/** Bytes in a SHA-256 hash. */
export const HASH_SIZE = 32;

/** A SHA-256 hash: exactly 32 bytes, never modified after it was returned. */
export type Hash = Uint8Array;

/**
 * SHA-256 as a synchronous function of bytes; must return 32 new bytes, and must not keep or modify
 * its argument, which is reused. In Node `(bytes) => createHash("sha256").update(bytes).digest()`
 * is faster for long entries, and slower for the nodes of a tree.
 */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

// Prefixes distinguish leaves from inner nodes; otherwise a 64-byte entry could be used as a node.
const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

// Shared by all calls, since hashing is synchronous: allocating 65 bytes for each node is
// expensive.
const nodeInput = new Uint8Array(1 + 2 * HASH_SIZE).fill(NODE_PREFIX, 0, 1);

/** Hash of the leaf with this `entry`: SHA-256(0x00 || entry), RFC 6962 section 2.1. */
export function hashLeaf(entry: Uint8Array, sha256: Sha256 = defaultSha256): Hash {
  const input = new Uint8Array(1 + entry.length);
  input[0] = LEAF_PREFIX;
  input.set(entry, 1);
  return sha256(input);
}

/** Hash of the node over two subtrees: SHA-256(0x01 || left || right), RFC 6962 section 2.1. */
export function hashChildren(left: Hash, right: Hash, sha256: Sha256 = defaultSha256): Hash {
  nodeInput.set(left, 1);
  nodeInput.set(right, 1 + HASH_SIZE);
  return sha256(nodeInput);
}

/** Root of the tree without leaves, SHA-256 of nothing (RFC 6962 section 2.1), as new bytes. */
export function emptyRoot(): Hash {
  return defaultSha256(new Uint8Array());
}

/** A hash as 44 base64 characters, the form in checkpoints and proofs. */
export function formatHash(hash: Hash): string {
  requireHashes([hash], "hash");
  return encodeBase64(hash);
}

/** The hash of 44 base64 characters; undefined for any other text. */
export function parseHash(text: string): Hash | undefined {
  const hash = text.length === 44 ? decodeBase64(text) : undefined;
  return hash?.length === HASH_SIZE ? hash : undefined;
}

/** Refuses with ARGUMENT_INVALID unless each hash has 32 bytes. */
export function requireHashes(hashes: readonly Hash[], what: string): void {
  if (hashes.some((hash) => hash.length !== HASH_SIZE)) {
    throw new LedgerError("ARGUMENT_INVALID", `Each ${what} must have ${HASH_SIZE} bytes.`);
  }
}
