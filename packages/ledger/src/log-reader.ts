import { MAX_BUNDLE_BYTES, parseEntryBundle } from "./entry-bundle.ts";
import { LedgerError } from "./errors.ts";
import { HASH_SIZE, type Hash } from "./hash.ts";
import { formatTilePath, TILE_WIDTH, type Tile } from "./tile.ts";
import { parseTile } from "./tile-data.ts";

/** The source of the files of a tiled log: a directory, a URL prefix, a map. */
export interface LogReader {
  /**
   * The bytes of the file at `path` (below the log's prefix, as tlog-tiles names it) or undefined
   * if there is none. Should stop reading after `maxBytes`; longer files are refused.
   */
  readFile(path: string, maxBytes: number): Promise<Uint8Array | undefined>;
}

/**
 * The hashes of a tile, not yet authenticated. RESOURCE_MISSING, RESOURCE_TOO_LARGE,
 * TILE_MALFORMED.
 */
export async function readTile(reader: LogReader, tile: Tile): Promise<Hash[]> {
  return readWidest(reader, tile, TILE_WIDTH * HASH_SIZE, parseTile);
}

/**
 * The entries of a bundle, not yet authenticated. RESOURCE_MISSING, RESOURCE_TOO_LARGE,
 * BUNDLE_MALFORMED.
 */
export async function readBundle(reader: LogReader, tile: Tile): Promise<Uint8Array[]> {
  return readWidest(reader, tile, MAX_BUNDLE_BYTES, parseEntryBundle);
}

type Parse = (bytes: Uint8Array, width: number) => Uint8Array[];

/**
 * A log may delete a partial file once the full one exists (tlog-tiles); then the full one is read.
 */
async function readWidest(reader: LogReader, tile: Tile, maxBytes: number, parse: Parse) {
  for (const width of new Set([tile.width, TILE_WIDTH])) {
    const path = formatTilePath({ ...tile, width });
    const bytes = await reader.readFile(path, maxBytes);
    if (bytes === undefined) continue;
    if (bytes.length > maxBytes) {
      throw new LedgerError("RESOURCE_TOO_LARGE", `${path} has more than ${maxBytes} bytes.`);
    }
    return parse(bytes, width).slice(0, tile.width);
  }
  throw new LedgerError("RESOURCE_MISSING", `The log does not serve ${formatTilePath(tile)}.`);
}
