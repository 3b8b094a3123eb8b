import { LedgerError } from "./errors.ts";
import { isCount, parseDecimal } from "./numbers.ts";

/** Hashes in a full tile, entries in a full bundle (tlog-tiles: tiles are 8 levels high). */
export const TILE_WIDTH = 256;

/** Highest tile level that tlog-tiles allows in a path. */
export const MAX_TILE_LEVEL = 63;

/** Longest path that can be valid: level, six index groups, width. */
const MAX_TILE_PATH_LENGTH = 48;

/**
 * A tile or, with level "entries", an entry bundle. `index` counts tiles of the level from the
 * left, up to 2^53-1; `width` is 256 for a full tile, else 1 to 255.
 */
export interface Tile {
  readonly level: number | "entries";
  readonly index: number;
  readonly width: number;
}

/**
 * Path of a tile below the log's prefix, such as `tile/0/x001/x234/067.p/8`. ARGUMENT_INVALID for
 * an impossible tile.
 */
export function formatTilePath(tile: Tile): string {
  requireTile(tile);
  let rest = Math.floor(tile.index / 1000);
  let groups = padGroup(tile.index % 1000);
  for (; rest > 0; rest = Math.floor(rest / 1000)) groups = `x${padGroup(rest % 1000)}/${groups}`;
  const suffix = tile.width === TILE_WIDTH ? "" : `.p/${tile.width}`;
  return `tile/${tile.level}/${groups}${suffix}`;
}

/**
 * The tile of a path. TILE_PATH_MALFORMED unless `path` is exactly the result of
 * {@link formatTilePath}, so each tile has only one path.
 */
export function parseTilePath(path: string): Tile {
  const tile = path.length <= MAX_TILE_PATH_LENGTH ? readTilePath(path) : undefined;
  if (tile === undefined || !isTile(tile) || formatTilePath(tile) !== path) {
    throw new LedgerError("TILE_PATH_MALFORMED", "The path is not the canonical path of a tile.");
  }
  return tile;
}

function readTilePath(path: string): Tile | undefined {
  const match = /^tile\/(entries|[0-9]+)\/([x0-9/]+)(?:\.p\/([0-9]+))?$/.exec(path);
  if (match === null) return undefined;
  const [, level = "", groups = "", width] = match;
  return {
    level: level === "entries" ? level : Number(level),
    index: Number(groups.replaceAll(/[x/]/g, "")),
    width: width === undefined ? TILE_WIDTH : (parseDecimal(width) ?? 0),
  };
}

function padGroup(group: number): string {
  return String(group).padStart(3, "0");
}

function isTile({ level, index, width }: Tile): boolean {
  const levelFits = level === "entries" || (isCount(level) && level <= MAX_TILE_LEVEL);
  return levelFits && isCount(index) && isCount(width) && width >= 1 && width <= TILE_WIDTH;
}

function requireTile(tile: Tile): void {
  if (!isTile(tile)) {
    throw new LedgerError(
      "ARGUMENT_INVALID",
      "A tile has a level from 0 to 63 or entries, an index and a width from 1 to 256.",
    );
  }
}
