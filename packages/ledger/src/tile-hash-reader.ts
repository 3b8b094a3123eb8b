import { equalBytes } from "./bytes.ts";
import { LedgerError } from "./errors.ts";
import type { Hash, Sha256 } from "./hash.ts";
import type { HashReader } from "./hash-reader.ts";
import { readTileRows } from "./log-edge.ts";
import { type LogReader, readTile } from "./log-reader.ts";
import { sha256 as defaultSha256 } from "./sha256.ts";
import type { NodeId, TreeHead } from "./subtrees.ts";
import { formatTilePath, TILE_WIDTH, type Tile } from "./tile.ts";
import { hashRow, placeNode } from "./tile-data.ts";

/** Full tiles kept in memory, 8 KiB each; the oldest is removed first. */
export const MAX_CACHED_TILES = 256;

/**
 * A hash reader over the tiles of a log in which every tile is authenticated before use: partial
 * tiles with the root of `tree` (from a verified checkpoint), full tiles with their hash in the
 * tile above. LOG_MISMATCH if one does not match; the errors of reading tiles.
 */
export async function tileHashReader(
  reader: LogReader,
  tree: TreeHead,
  sha256: Sha256 = defaultSha256,
): Promise<HashReader> {
  const rows = await readTileRows(reader, tree, sha256);
  const cache = new Map<string, readonly Hash[]>();

  async function authenticTile(tile: Tile & { level: number }): Promise<readonly Hash[]> {
    if (tile.width < TILE_WIDTH) return rows[tile.level] ?? [];
    const path = formatTilePath(tile);
    const cached = cache.get(path);
    if (cached !== undefined) return cached;
    const expected = await readNode({ level: 8 * (tile.level + 1), index: tile.index });
    const hashes = await readTile(reader, tile);
    if (!equalBytes(hashRow(hashes, sha256), expected)) {
      throw new LedgerError("LOG_MISMATCH", `${path} does not match the tile above it.`);
    }
    remember(cache, path, hashes);
    return hashes;
  }

  async function readNode(node: NodeId): Promise<Hash> {
    const { tile, start, count } = placeNode(node, tree.size);
    const hashes = await authenticTile(tile);
    return hashRow(hashes.slice(start, start + count), sha256);
  }

  async function readHashes(nodes: readonly NodeId[]): Promise<Hash[]> {
    const hashes: Hash[] = [];
    for (const node of nodes) hashes.push(await readNode(node));
    return hashes;
  }

  return { readHashes };
}

function remember(cache: Map<string, readonly Hash[]>, path: string, hashes: readonly Hash[]) {
  const [oldest] = cache.keys();
  if (cache.size >= MAX_CACHED_TILES && oldest !== undefined) cache.delete(oldest);
  cache.set(path, hashes);
}
