import {
  appendLeaves,
  EMPTY_EDGE,
  EMPTY_LOG_EDGE,
  edgeTree,
  formatCheckpoint,
  growLog,
  type LogEdge,
  type LogFile,
  parseTile,
  parseTilePath,
  readLogEdge,
  type Signer,
  signNote,
  TILE_WIDTH,
  type TreeHead,
} from "@indelible/ledger";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import { nodeSha256 } from "../sha256.ts";
import { databaseLogReader } from "./database-log-reader.ts";

/** What a sequencer needs. */
export interface SequencerOptions {
  readonly database: Database;
  /** The name of the log, and the first line of its checkpoints (C2SP tlog-checkpoint). */
  readonly origin: string;
  readonly signer: Signer;
  readonly clock: () => Date;
}

/** What one batch did. */
export type BatchResult =
  /** Another sequencer was at work. */
  | { readonly kind: "busy" }
  /** Nothing waited. */
  | { readonly kind: "idle" }
  | {
      readonly kind: "appended";
      readonly count: number;
      readonly size: number;
      /** Whether it held as many events as a batch may, so that more are likely to wait. */
      readonly isFull: boolean;
    };

/** Events of one batch: a batch of this size takes a fraction of a second. */
const BATCH_EVENTS_MAX = 5_000;
/** Any fixed number: the sequencers of one database agree on it. */
const SEQUENCER_LOCK = 4_914_302;

const LOCK = sqlFile("sequencer-lock");
const LAST_CHECKPOINT = sqlFile("last-checkpoint");
const NEXT = sqlFile("next-unsequenced");
const APPEND = sqlFile("append-ledger");

/**
 * Gives committed events their places in the ledger and signs checkpoints. Any number may run on
 * one database; they take turns under an advisory lock. A batch is one transaction: killed at any
 * moment it leaves nothing behind, and no checkpoint is seen before its entries and tiles.
 */
export class Sequencer {
  readonly #options: SequencerOptions;
  /** Where this sequencer left the log. Only a cache: checked against the last checkpoint. */
  #known: { readonly tree: TreeHead; readonly edge: LogEdge } | undefined;

  constructor(options: SequencerOptions) {
    this.#options = options;
  }

  /** Sequences one batch of what waits; signs an empty checkpoint when there was never one. */
  async runBatch(): Promise<BatchResult> {
    try {
      return await this.#options.database.transaction((connection) => this.#batch(connection));
    } catch (error) {
      // Whether the transaction landed is unknown: the next batch reads the log afresh.
      this.#known = undefined;
      throw error;
    }
  }

  async #batch(connection: Database): Promise<BatchResult> {
    const [lock] = await connection.query<{ held: boolean }>(LOCK, [SEQUENCER_LOCK]);
    if (lock?.held !== true) return { kind: "busy" };
    const last = await lastTree(connection);
    const waiting = await connection.query<WaitingRow>(NEXT, [BATCH_EVENTS_MAX]);
    if (waiting.length === 0 && last !== undefined) return { kind: "idle" };
    const edge = last === undefined ? EMPTY_LOG_EDGE : await this.#edgeAt(connection, last);
    const size = last?.size ?? 0;
    const growth = growLog(
      edge,
      waiting.map(({ digest }) => digest),
      nodeSha256,
    );
    const { origin, signer, clock } = this.#options;
    const note = await signNote(formatCheckpoint({ origin, ...growth.tree, extensions: [] }), [
      signer,
    ]);
    const rows = {
      entries: waiting.map(({ id, digest }, i) => {
        return { index: size + i, event_id: id, digest: hex(digest) };
      }),
      tiles: growth.files.flatMap(fullTileRow),
    };
    const { tree } = growth;
    await connection.query(APPEND, [
      JSON.stringify(rows),
      tree.size,
      hex(tree.root),
      note,
      clock(),
    ]);
    this.#known = { tree, edge: growth.edge };
    const isFull = waiting.length === BATCH_EVENTS_MAX;
    return { kind: "appended", count: waiting.length, size: tree.size, isFull };
  }

  /** The edge of the log at its last checkpoint, read and authenticated unless it is known. */
  async #edgeAt(connection: Database, last: TreeHead): Promise<LogEdge> {
    const known = this.#known;
    if (known?.tree.size === last.size && hex(known.tree.root) === hex(last.root))
      return known.edge;
    return readLogEdge(databaseLogReader(connection), last, nodeSha256);
  }
}

interface WaitingRow {
  readonly id: number;
  readonly digest: Uint8Array;
}

async function lastTree(connection: Database): Promise<TreeHead | undefined> {
  const [row] = await connection.query<{ size: number; root: Uint8Array }>(LAST_CHECKPOINT, []);
  return row === undefined ? undefined : { size: row.size, root: row.root };
}

/** The row of a tile that became full; partial tiles and bundles are made when they are asked for. */
function fullTileRow({ path, bytes }: LogFile) {
  const { level, index, width } = parseTilePath(path);
  if (level === "entries" || width < TILE_WIDTH) return [];
  const { edge } = appendLeaves(EMPTY_EDGE, parseTile(bytes, width), nodeSha256);
  return [{ level, index, root: hex(edgeTree(edge, nodeSha256).root) }];
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
