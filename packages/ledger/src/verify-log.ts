import { equalBytes } from "./bytes.ts";
import { checkConsistency, proveConsistency } from "./consistency.ts";
import { LedgerError } from "./errors.ts";
import { type Hash, hashLeaf, type Sha256 } from "./hash.ts";
import { checkInclusion, proveInclusion } from "./inclusion.ts";
import { type LogReader, readBundle, readTile } from "./log-reader.ts";
import { requireCount } from "./numbers.ts";
import { sha256 as defaultSha256 } from "./sha256.ts";
import type { TreeHead } from "./subtrees.ts";
import { formatTilePath, TILE_WIDTH, type Tile } from "./tile.ts";
import { tileHashReader } from "./tile-hash-reader.ts";
import { type FilledTile, growRows, partialTiles, rowsTree, type TileRows } from "./tile-rows.ts";
import { newBundles } from "./tile-set.ts";

/** Options of {@link verifyLog}. */
export interface VerifyLogOptions {
  readonly sha256?: Sha256;
  /**
   * Receives each entry in order, before the root is confirmed: trust the entries only after
   * {@link verifyLog} has returned. May be asynchronous; an error ends the verification.
   */
  readonly onEntry?: (index: number, entry: Uint8Array) => void | Promise<void>;
}

/**
 * Reads every entry and every tile of a log and returns if all of them match `tree` (size and root
 * of a verified checkpoint). Memory use is constant: one bundle, and one tile for each level.
 * Throws LOG_MISMATCH with the first entry or tile that does not match; the errors of reading.
 */
export async function verifyLog(
  reader: LogReader,
  tree: TreeHead,
  options: VerifyLogOptions = {},
): Promise<void> {
  const { sha256 = defaultSha256, onEntry } = options;
  requireCount(tree.size, "size");
  let rows: TileRows = [];
  for (const bundle of newBundles(0, tree.size)) {
    const entries = await readBundle(reader, bundle);
    const leafHashes = entries.map((entry) => hashLeaf(entry, sha256));
    const growth = growRows(rows, leafHashes, sha256);
    rows = growth.rows;
    for (const tile of growth.tiles) await compareTile(reader, tile);
    const first = bundle.index * TILE_WIDTH;
    for (const [i, entry] of entries.entries()) await onEntry?.(first + i, entry);
  }
  for (const tile of partialTiles(rows)) await compareTile(reader, tile);
  if (!equalBytes(rowsTree(rows, sha256).root, tree.root)) {
    throw new LedgerError("LOG_MISMATCH", "The entries do not match the checkpoint's root.");
  }
}

async function compareTile(reader: LogReader, tile: FilledTile): Promise<void> {
  const served = await readTile(reader, tile);
  const odd = tile.hashes.findIndex((hash, i) => !equalBytes(hash, served[i] ?? new Uint8Array()));
  if (odd < 0) return;
  const path = formatTilePath(tile);
  const where = tile.level === 0 ? `Entry ${tile.index * TILE_WIDTH + odd}` : `Hash ${odd}`;
  throw new LedgerError("LOG_MISMATCH", `${where} does not match the tile ${path}.`);
}

/**
 * The entry at `index`, proved to be in `tree` (size and root of a verified checkpoint) with at
 * most one tile for each level and one bundle. ARGUMENT_INVALID unless index < size; LOG_MISMATCH
 * or INCLUSION_REFUSED if the log's files do not match; the errors of reading.
 */
export async function readEntry(
  reader: LogReader,
  tree: TreeHead,
  index: number,
  sha256: Sha256 = defaultSha256,
): Promise<Uint8Array> {
  const hashes = await tileHashReader(reader, tree, sha256);
  const proof = await proveInclusion(index, tree.size, hashes, sha256);
  const place = index % TILE_WIDTH;
  const width = Math.min(TILE_WIDTH, tree.size - (index - place));
  const bundle: Tile = { level: "entries", index: (index - place) / TILE_WIDTH, width };
  const entry = (await readBundle(reader, bundle))[place] ?? new Uint8Array();
  checkInclusion({ index, leafHash: hashLeaf(entry, sha256), proof, tree }, sha256);
  return entry;
}

/**
 * Checks that the log only grew from `older` (the last accepted tree) to `newer` (from a verified
 * checkpoint), with a proof built from its tiles. Throws CONSISTENCY_REFUSED, also if `newer` is
 * smaller; LOG_MISMATCH if the tiles do not match `newer`; the errors of reading.
 */
export async function verifyExtension(
  reader: LogReader,
  older: TreeHead,
  newer: TreeHead,
  sha256: Sha256 = defaultSha256,
): Promise<void> {
  const proof: Hash[] = [];
  if (older.size > 0 && older.size < newer.size) {
    const hashes = await tileHashReader(reader, newer, sha256);
    proof.push(...(await proveConsistency(older.size, newer.size, hashes, sha256)));
  }
  checkConsistency({ older, newer, proof }, sha256);
}
