import {
  formatTlogProof,
  type LogReader,
  proveInclusion,
  type TreeHead,
  tileHashReader,
} from "@indelible/ledger";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import { databaseLogReader } from "./database-log-reader.ts";

/** A checkpoint as it was signed. */
export interface SignedCheckpoint extends TreeHead {
  /** The signed note (C2SP signed-note), witnesses' cosignatures after the log's own signature. */
  readonly note: string;
  readonly signedOn: Date;
}

/** How far the ledger is behind the trail. */
export interface LedgerLag {
  /** Events recorded but not yet provable. */
  readonly waiting: number;
  /** When the first of them occurred. */
  readonly since: Date | null;
}

interface CheckpointRow {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
  readonly signed_on: Date;
}

const LAST_CHECKPOINT = sqlFile("cosigned-checkpoint");
const LIST_CHECKPOINTS = sqlFile("list-checkpoints");
const LAG = sqlFile("ledger-lag");
const PLACE = sqlFile("ledger-place");

/** What readers of the ledger need; writing is the sequencer's. */
export class Ledger {
  readonly #database: Database;
  /** Tiles and entry bundles, as tlog-tiles lays them out. */
  readonly files: LogReader;

  constructor(database: Database) {
    this.#database = database;
    this.files = databaseLogReader(database);
  }

  /** The newest checkpoint; undefined until the sequencer has run once. */
  async checkpoint(): Promise<SignedCheckpoint | undefined> {
    const [row] = await this.#database.query<CheckpointRow>(LAST_CHECKPOINT, []);
    return row === undefined ? undefined : checkpointOf(row);
  }

  /** A page of all checkpoints, newest first. */
  async checkpoints(
    skip: number,
    take: number,
  ): Promise<{ checkpoints: SignedCheckpoint[]; total: number }> {
    const rows = await this.#database.query<CheckpointRow & { total: number }>(LIST_CHECKPOINTS, [
      skip,
      take,
    ]);
    return { checkpoints: rows.map(checkpointOf), total: rows[0]?.total ?? 0 };
  }

  async lag(): Promise<LedgerLag> {
    const [row] = await this.#database.query<LedgerLag>(LAG, []);
    return row ?? { waiting: 0, since: null };
  }

  /** The places in the ledger of those events that have one, by event number. */
  async places(eventNumbers: readonly number[]): Promise<ReadonlyMap<number, number>> {
    if (eventNumbers.length === 0) return new Map();
    const rows = await this.#database.query<{ event_id: number; index: number }>(PLACE, [
      eventNumbers,
    ]);
    return new Map(rows.map(({ event_id, index }) => [event_id, index]));
  }

  /**
   * The proof file (C2SP tlog-proof) of an event: that its digest is in the tree of the newest
   * checkpoint. Undefined while the event waits for its place. Visibility is for the caller to see to.
   */
  async proof(eventNumber: number): Promise<string | undefined> {
    const index = (await this.places([eventNumber])).get(eventNumber);
    const head = await this.checkpoint();
    if (index === undefined || head === undefined || index >= head.size) return undefined;
    const reader = await tileHashReader(this.files, head);
    const hashes = await proveInclusion(index, head.size, reader);
    return formatTlogProof({ index, hashes, checkpoint: head.note });
  }
}

function checkpointOf({ size, root, note, signed_on }: CheckpointRow): SignedCheckpoint {
  return { size, root, note, signedOn: signed_on };
}
