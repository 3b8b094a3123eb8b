import {
  EMPTY_LOG_EDGE,
  formatHash,
  formatTilePath,
  growLog,
  logOfKeys,
  newBundles,
  newTiles,
  parseTilePath,
  parseVerifierKey,
  TILE_WIDTH,
} from "@indelible/ledger";
import {
  CheckpointOpener,
  type CheckpointRow,
  type OwnCheckpoint,
} from "../checkpoints/checkpoint-opener.ts";
import type { ClosedLog } from "../checkpoints/closed-log.ts";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import { TrailError } from "../errors.ts";
import { exportKeys, type WriteFile } from "./export-keys.ts";

interface EntryRow {
  readonly index: number;
  readonly digest: Uint8Array;
  readonly place: number | null;
}

/** Entries read at once: whole tiles. */
const PAGE_ROWS = 4 * TILE_WIDTH;
const PAGE_CHECKPOINTS = 20;

const EXTENT = sqlFile("closed-extent");
const CHECKPOINTS = sqlFile("newest-closed-checkpoints");
const ENTRIES = sqlFile("export-closed-entries");

/**
 * Exports a closed log (docs/formats/export.md): its last checkpoint and keys, and as a tiled log the
 * entries up to the newest checkpoint whose entries are all left. Fails with `input` if entries
 * contradict that checkpoint.
 */
export async function exportClosedLog(
  connection: Database,
  log: ClosedLog,
  statements: readonly string[],
  write: WriteFile,
): Promise<void> {
  await write("checkpoint", log.note);
  await exportKeys(parseVerifierKey(log.verifierKey), statements, write);
  const covered = await coveredCheckpoint(connection, log, statements);
  if (covered === undefined) return;
  await write("covered-checkpoint", covered.note);
  await exportEntries(connection, log, covered, write);
}

/** The newest checkpoint of a closed log whose entries are all left; undefined if there is none. */
async function coveredCheckpoint(
  connection: Database,
  log: ClosedLog,
  statements: readonly string[],
): Promise<OwnCheckpoint | undefined> {
  const [{ entries } = { entries: 0 }] = await connection.query<{ entries: number }>(EXTENT, [
    log.number,
  ]);
  const key = parseVerifierKey(log.verifierKey);
  const opener = new CheckpointOpener(await logOfKeys([key], statements));
  if (log.size <= entries) return opener.open(log);
  for (let skip = 0; ; skip += PAGE_CHECKPOINTS) {
    const values = [log.number, entries, skip, PAGE_CHECKPOINTS];
    const rows = await connection.query<CheckpointRow>(CHECKPOINTS, values);
    for (const row of rows) {
      const own = await opener.open(row);
      if (own !== undefined) return own;
    }
    if (rows.length < PAGE_CHECKPOINTS) return undefined;
  }
}

async function exportEntries(
  connection: Database,
  log: ClosedLog,
  covered: OwnCheckpoint,
  write: WriteFile,
): Promise<void> {
  const wanted = partialFiles(covered.size);
  const places: string[] = [];
  let edge = EMPTY_LOG_EDGE;
  let { tree } = growLog(edge, []);
  while (tree.size < covered.size) {
    const limit = Math.min(PAGE_ROWS, covered.size - tree.size);
    const rows = await connection.query<EntryRow>(ENTRIES, [log.number, tree.size, limit]);
    if (rows.length < limit) throw missing(log);
    places.push(rows.map(({ place }) => `${place ?? "-"}\n`).join(""));
    const growth = growLog(
      edge,
      rows.map(({ digest }) => digest),
    );
    ({ edge, tree } = growth);
    const isFinal = (path: string) => isFull(path) || wanted.has(path);
    for (const { path, bytes } of growth.files) if (isFinal(path)) await write(path, bytes);
  }
  if (formatHash(tree.root) !== formatHash(covered.root)) throw missing(log);
  await write("places", places.join(""));
}

/** The paths of the files of a log that are not full. */
function partialFiles(size: number): ReadonlySet<string> {
  const all = [...newBundles(0, size), ...newTiles(0, size)];
  return new Set(all.filter(({ width }) => width < TILE_WIDTH).map(formatTilePath));
}

function isFull(path: string): boolean {
  return parseTilePath(path).width === TILE_WIDTH;
}

function missing({ origin }: ClosedLog): TrailError {
  const found = `The closed log ${origin} does not have the entries that were signed`;
  return new TrailError("input", `${found}; run 'indelible verify', which says what is wrong.`);
}
