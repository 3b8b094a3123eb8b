import { equalBytes } from "./bytes.ts";
import { formatEntryBundle, MAX_ENTRY_BYTES } from "./entry-bundle.ts";
import { LedgerError } from "./errors.ts";
import { hashLeaf, type Sha256 } from "./hash.ts";
import { type LogReader, readBundle, readTile } from "./log-reader.ts";
import { requireCount } from "./numbers.ts";
import { sha256 as defaultSha256 } from "./sha256.ts";
import type { TreeHead } from "./subtrees.ts";
import { formatTilePath, TILE_WIDTH, type Tile } from "./tile.ts";
import { formatTile } from "./tile-data.ts";
import { growRows, partialTiles, rowsSize, rowsTree, type TileRows } from "./tile-rows.ts";
import { rowLength } from "./tile-set.ts";

/** The data needed to extend a tiled log: its partial tiles and its partial bundle. */
export interface LogEdge {
  /** For each tile level the 0 to 255 hashes after the last full tile. */
  readonly rows: TileRows;
  /** The 0 to 255 entries after the last full bundle. */
  readonly entries: readonly Uint8Array[];
}

/** The edge of an empty log. */
export const EMPTY_LOG_EDGE: LogEdge = { rows: [], entries: [] };

/** A file of a tiled log: path below the log's prefix, and content. */
export interface LogFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The result of extending a log. Write all `files` durably before signing `tree`. */
export interface LogGrowth {
  readonly edge: LogEdge;
  readonly tree: TreeHead;
  /** Each bundle and tile that is new or wider than before. Files never change later. */
  readonly files: readonly LogFile[];
}

/**
 * Extends a tiled log by a batch of entries. A pure function: reads no other part of the log and
 * writes nothing. ARGUMENT_INVALID if an entry has more than 65,535 bytes.
 */
export function growLog(
  edge: LogEdge,
  entries: readonly Uint8Array[],
  sha256: Sha256 = defaultSha256,
): LogGrowth {
  if (entries.some((entry) => entry.length > MAX_ENTRY_BYTES)) {
    throw new LedgerError("ARGUMENT_INVALID", "An entry has at most 65,535 bytes.");
  }
  const leafHashes = entries.map((entry) => hashLeaf(entry, sha256));
  const { rows, tiles } = growRows(edge.rows, leafHashes, sha256);
  const tileFiles = [...tiles, ...changedPartials(edge.rows, rows)].map((tile) => ({
    path: formatTilePath(tile),
    bytes: formatTile(tile.hashes),
  }));
  const all = [...edge.entries, ...entries];
  const unfinished = all.slice(all.length - (all.length % TILE_WIDTH));
  return {
    edge: { rows, entries: unfinished },
    tree: rowsTree(rows, sha256),
    files: entries.length === 0 ? [] : [...bundleFiles(rowsSize(edge.rows), all), ...tileFiles],
  };
}

function changedPartials(before: TileRows, after: TileRows) {
  const known = new Set(partialTiles(before).map(formatTilePath));
  return partialTiles(after).filter((tile) => !known.has(formatTilePath(tile)));
}

function bundleFiles(oldSize: number, entries: readonly Uint8Array[]): LogFile[] {
  const first = rowLength(1, oldSize);
  return Array.from({ length: Math.ceil(entries.length / TILE_WIDTH) }, (_, i) => {
    const bundle = entries.slice(i * TILE_WIDTH, (i + 1) * TILE_WIDTH);
    const tile: Tile = { level: "entries", index: first + i, width: bundle.length };
    return { path: formatTilePath(tile), bytes: formatEntryBundle(bundle) };
  });
}

/**
 * Reads the partial tiles of the log with this tree and checks them against its root (C2SP
 * tlog-tiles: the right edge first, then everything below). LOG_MISMATCH if they do not; the errors
 * of reading tiles.
 */
export async function readTileRows(
  reader: LogReader,
  tree: TreeHead,
  sha256: Sha256 = defaultSha256,
): Promise<TileRows> {
  requireCount(tree.size, "size");
  const rows: Uint8Array[][] = [];
  for (let level = 0; rowLength(level, tree.size) > 0; level++) {
    const index = rowLength(level + 1, tree.size);
    const width = rowLength(level, tree.size) % TILE_WIDTH;
    rows.push(width === 0 ? [] : await readTile(reader, { level, index, width }));
  }
  if (!equalBytes(rowsTree(rows, sha256).root, tree.root)) {
    throw new LedgerError("LOG_MISMATCH", "The partial tiles do not match the checkpoint's root.");
  }
  return rows;
}

/**
 * Reads what {@link growLog} needs to continue after a restart, authenticated with the last
 * checkpoint of the log. LOG_MISMATCH if the files do not match it; the errors of reading.
 */
export async function readLogEdge(
  reader: LogReader,
  tree: TreeHead,
  sha256: Sha256 = defaultSha256,
): Promise<LogEdge> {
  const rows = await readTileRows(reader, tree, sha256);
  const leafHashes = rows[0] ?? [];
  if (leafHashes.length === 0) return { rows, entries: [] };
  const index = rowLength(1, tree.size);
  const entries = await readBundle(reader, { level: "entries", index, width: leafHashes.length });
  leafHashes.forEach((leafHash, i) => {
    if (!equalBytes(hashLeaf(entries[i] ?? new Uint8Array(), sha256), leafHash)) {
      const entry = index * TILE_WIDTH + i;
      throw new LedgerError("LOG_MISMATCH", `Entry ${entry} does not hash to its leaf.`);
    }
  });
  return { rows, entries };
}
