import {
  formatTilePath,
  logOfKeys,
  newBundles,
  newTiles,
  TILE_WIDTH,
  type Tile,
  type TreeHead,
  type Verifier,
  type VerifierKey,
} from "@indelible/ledger";
import { closedLogs } from "../checkpoints/closed-log.ts";
import { keyChanges } from "../checkpoints/key-changes.ts";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import { TrailError } from "../errors.ts";
import { canonicalize } from "../json/canonical.ts";
import { databaseLogReader } from "../ledger/database-log-reader.ts";
import { Ledger } from "../ledger/ledger.ts";
import { eventIdOf } from "../verify/event-row.ts";
import { exportClosedLog } from "./export-closed-log.ts";
import { exportKeys } from "./export-keys.ts";

/** The destination of an export. */
export interface ExportSink {
  /** The canonical texts of the next events, in the order of the ledger. */
  events(texts: readonly string[]): Promise<void>;
  /**
   * The values of personal members of the events of the last call of `events`, as canonical JSON, in
   * the order of the ledger and then of the members. Not called if there are none.
   */
  personal(texts: readonly string[]): Promise<void>;
  /** A file of the log, at its path by tlog-tiles; the checkpoint is the last. */
  file(path: string, bytes: Uint8Array | string): Promise<void>;
}

interface PersonalRow {
  readonly number: number;
  readonly member: string;
  readonly salt: string;
  readonly value: string;
}

const PAGE_ROWS = 1_000;
const EVENTS = sqlFile("export-events");
const PERSONAL = sqlFile("export-personal");
const SNAPSHOT = "set transaction isolation level repeatable read, read only";

/** What is exported. */
export interface ExportedLog {
  /** A key of the log. Stored statements lead to its other keys. */
  readonly key: VerifierKey;
  /** The keys of the witnesses whose cosignatures count. */
  readonly witnesses?: readonly Verifier[];
}

/**
 * Exports everything that is proved: every event under the newest checkpoint of the log, every tile
 * and entry bundle of that tree, the keys, the closed logs, and the checkpoint. Reads one snapshot, page by page. Fails with `input`
 * when there is no checkpoint yet, and when an event or an entry is missing; `verify` then reports
 * what is wrong.
 */
export function exportTrail(
  database: Database,
  { key, witnesses = [] }: ExportedLog,
  sink: ExportSink,
): Promise<TreeHead> {
  return database.transaction(async (connection) => {
    await connection.script(SNAPSHOT);
    const statements = (await keyChanges(connection)).map(({ note }) => note);
    const log = { ...(await logOfKeys([key], statements)), witnesses };
    const head = await new Ledger(connection, log).checkpoint();
    if (head === undefined) {
      throw new TrailError(
        "input",
        "There is nothing to export: the ledger has no checkpoint yet.",
      );
    }
    for (let first = 0; first < head.size; first += PAGE_ROWS) {
      const end = Math.min(first + PAGE_ROWS, head.size);
      await sink.events(await eventTexts(connection, first, end));
      const personal = await personalTexts(connection, first, end);
      if (personal.length > 0) await sink.personal(personal);
    }
    for (const tile of allFiles(head.size)) await exportFile(connection, tile, sink);
    await exportKeys(key, statements, sink.file);
    for (const closed of await closedLogs(connection)) {
      await exportClosedLog(connection, closed, statements, (path, bytes) =>
        sink.file(`closed/${closed.number}/${path}`, bytes),
      );
    }
    await sink.file("checkpoint", head.note);
    return head;
  });
}

async function eventTexts(connection: Database, first: number, end: number): Promise<string[]> {
  const rows = await connection.query<{ body: string | null }>(EVENTS, [first, end]);
  const texts = rows.flatMap(({ body }) => (body === null ? [] : [body]));
  if (texts.length === end - first) return texts;
  throw missing(`Not all events of the entries ${first} to ${end - 1} are there`);
}

async function personalTexts(connection: Database, first: number, end: number): Promise<string[]> {
  const rows = await connection.query<PersonalRow>(PERSONAL, [first, end]);
  return rows.map(({ number, member, salt, value }) => {
    return canonicalize({ EventId: eventIdOf(number), Member: member, Salt: salt, Value: value });
  });
}

function* allFiles(size: number): Generator<Tile> {
  yield* newBundles(0, size);
  yield* newTiles(0, size);
}

async function exportFile(connection: Database, tile: Tile, sink: ExportSink): Promise<void> {
  const path = formatTilePath(tile);
  const bytes = await databaseLogReader(connection).readFile(path, TILE_WIDTH * TILE_WIDTH);
  if (bytes === undefined) throw missing(`The ledger lacks ${path}`);
  await sink.file(path, bytes);
}

function missing(what: string): TrailError {
  return new TrailError("input", `${what}; run 'indelible verify', which says what is wrong.`);
}
