import { LedgerError } from "./errors.ts";
import { HASH_SIZE, type Hash } from "./hash.ts";
import type { NodeId } from "./subtrees.ts";

/** The source of nodes for proofs: a table, an array, the tiles of a log. */
export interface HashReader {
  /** The hashes of `nodes`, in the same order. Called once per proof, with at most 128 nodes. */
  readHashes(nodes: readonly NodeId[]): Promise<readonly Hash[]>;
}

/** Reads `nodes` and checks the result; READER_BROKEN if it is not one hash for each node. */
export async function readNodes(reader: HashReader, nodes: readonly NodeId[]): Promise<Hash[]> {
  if (nodes.length === 0) return [];
  const hashes = await reader.readHashes(nodes);
  if (hashes.length !== nodes.length || hashes.some((hash) => hash?.length !== HASH_SIZE)) {
    throw new LedgerError("READER_BROKEN", "The hash reader must return one hash for each node.");
  }
  return [...hashes];
}
