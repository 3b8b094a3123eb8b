import {
  appendLeaves,
  completeSubtrees,
  EMPTY_EDGE,
  edgeTree,
  formatCheckpoint,
  hashLeaf,
  type RightEdge,
  type Signer,
  type StoredNode,
  signNote,
  type TreeHead,
  tileHashReader,
} from "@indelible/ledger";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
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
  #known: { readonly tree: TreeHead; readonly edge: RightEdge } | undefined;

  constructor(options: SequencerOptions) {
    this.#options = options;
  }

  /** Sequences one batch of what waits; signs an empty checkpoint when there was never one. */
  async runBatch(): Promise<BatchResult> {
    try {
      return await this.#options.database.transaction((connection) => this.#batch(connection));
    } catch (error) {
      // Whether the transaction was committed is unknown: the next batch reads the log again.
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
    const before = last === undefined ? EMPTY_EDGE : await this.#edgeAt(connection, last);
    const { edge, nodes } = appendLeaves(
      before,
      waiting.map(({ digest }) => hashLeaf(digest)),
    );
    const tree = edgeTree(edge);
    const { origin, signer, clock } = this.#options;
    const note = await signNote(formatCheckpoint({ origin, ...tree, extensions: [] }), [signer]);
    const tiles = nodes.flatMap(fullTile);
    await connection.query(APPEND, [
      before.size,
      waiting.map(({ id }) => id),
      waiting.map(({ digest }) => hex(digest)),
      tiles.map(({ level }) => level),
      tiles.map(({ index }) => index),
      tiles.map(({ root }) => root),
      tree.size,
      hex(tree.root),
      note,
      clock(),
    ]);
    this.#known = { tree, edge };
    const isFull = waiting.length === BATCH_EVENTS_MAX;
    return { kind: "appended", count: waiting.length, size: tree.size, isFull };
  }

  /** The edge of the log at its last checkpoint, read and authenticated unless it is known. */
  async #edgeAt(connection: Database, last: TreeHead): Promise<RightEdge> {
    const known = this.#known;
    if (known?.tree.size === last.size && hex(known.tree.root) === hex(last.root))
      return known.edge;
    const reader = await tileHashReader(databaseLogReader(connection), last);
    return { size: last.size, hashes: await reader.readHashes(completeSubtrees(0, last.size)) };
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

/** The tile that became full with a node, if one did: a level of tiles is eight of nodes. */
function fullTile({ level, index, hash }: StoredNode) {
  if (level === 0 || level % 8 !== 0) return [];
  return [{ level: level / 8 - 1, index, root: hex(hash) }];
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
