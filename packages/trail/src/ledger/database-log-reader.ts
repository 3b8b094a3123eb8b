import {
  formatEntryBundle,
  formatTile,
  type Hash,
  hashLeaf,
  LedgerError,
  type LogReader,
  parseTilePath,
  TILE_WIDTH,
  type Tile,
} from "@indelible/ledger";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";

const ENTRIES = sqlFile("ledger-entries");
const TILE_ROOTS = sqlFile("ledger-tile-roots");

/**
 * The files of the ledger (C2SP tlog-tiles), made from its tables: a tile of level 0 from the
 * entries, one of a higher level from the roots of the full tiles below. A file is there as soon
 * as all its hashes are.
 */
export function databaseLogReader(database: Database): LogReader {
  return {
    readFile: async (path) => {
      const tile = tileAt(path);
      if (tile === undefined) return undefined;
      const rows = await rowsOf(database, tile);
      if (rows.length !== tile.width) return undefined;
      return tile.level === "entries" ? formatEntryBundle(rows) : formatTile(hashesOf(tile, rows));
    },
  };
}

function tileAt(path: string): Tile | undefined {
  try {
    return parseTilePath(path);
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

async function rowsOf(database: Database, tile: Tile): Promise<Uint8Array[]> {
  const first = tile.index * TILE_WIDTH;
  const end = first + tile.width;
  if (!Number.isSafeInteger(end)) return [];
  if (tile.level === "entries" || tile.level === 0) {
    const rows = await database.query<{ digest: Uint8Array }>(ENTRIES, [first, end]);
    return rows.map(({ digest }) => digest);
  }
  const values = [tile.level - 1, first, end];
  const rows = await database.query<{ root: Uint8Array }>(TILE_ROOTS, values);
  return rows.map(({ root }) => root);
}

function hashesOf(tile: Tile, rows: readonly Uint8Array[]): readonly Hash[] {
  return tile.level === 0 ? rows.map((digest) => hashLeaf(digest)) : rows;
}
