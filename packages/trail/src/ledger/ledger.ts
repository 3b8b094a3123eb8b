import {
  formatTlogProof,
  type LogIdentity,
  type LogReader,
  proveInclusion,
  type TreeHead,
  tileHashReader,
} from "@indelible/ledger";
import { CheckpointOpener } from "../checkpoints/checkpoint-opener.ts";
import { type ClosedLog, closedLogs } from "../checkpoints/closed-log.ts";
import { type CosignatureRow, Cosignatures } from "../checkpoints/cosignatures.ts";
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

const NEWEST = sqlFile("newest-checkpoints");
const LIST_CHECKPOINTS = sqlFile("list-checkpoints");
const COSIGNATURES = sqlFile("cosignatures");
const LAG = sqlFile("ledger-lag");
const PLACE = sqlFile("ledger-place");

/** Rows looked at together; usually the first is the ledger's. */
const PAGE_ROWS = 10;

/** The entry of an event in the ledger. */
export interface EventEntry {
  /** From 0. */
  readonly index: number;
  /** SHA-256 of the event's canonical bytes, in lower-case hexadecimal. */
  readonly digest: string;
}

/**
 * What readers of the ledger need; writing is the sequencer's. A row is no checkpoint unless the
 * ledger's key signed it, and no cosignature unless it verifies by a witness's key.
 */
export class Ledger {
  readonly #database: Database;
  readonly #opener: CheckpointOpener;
  readonly #cosignatures: Cosignatures;
  /** Tiles and entry bundles, as tlog-tiles lays them out. */
  readonly files: LogReader;

  /** @param log the ledger's name and keys, and the keys of the witnesses whose cosignatures count */
  constructor(database: Database, log: LogIdentity) {
    this.#database = database;
    this.#opener = new CheckpointOpener(log);
    this.#cosignatures = new Cosignatures(log.witnesses ?? []);
    this.files = databaseLogReader(database);
  }

  /** The newest checkpoint; undefined until the sequencer has run once. */
  async checkpoint(): Promise<SignedCheckpoint | undefined> {
    for (let skip = 0; ; skip += PAGE_ROWS) {
      const rows = await this.#database.query<CheckpointRow>(NEWEST, [skip, PAGE_ROWS]);
      for (const row of rows) {
        const [checkpoint] = await this.#openAll([row]);
        if (checkpoint !== undefined) return checkpoint;
      }
      if (rows.length < PAGE_ROWS) return undefined;
    }
  }

  /** A page of the rows of all checkpoints, newest first, without those that the ledger did not sign. */
  async checkpoints(
    skip: number,
    take: number,
  ): Promise<{ checkpoints: SignedCheckpoint[]; total: number }> {
    const rows = await this.#database.query<CheckpointRow & { total: number }>(LIST_CHECKPOINTS, [
      skip,
      take,
    ]);
    return { checkpoints: await this.#openAll(rows), total: rows[0]?.total ?? 0 };
  }

  async lag(): Promise<LedgerLag> {
    const [row] = await this.#database.query<LedgerLag>(LAG, []);
    return row ?? { waiting: 0, since: null };
  }

  /** The logs that were closed before the current one, oldest first. */
  closedLogs(): Promise<ClosedLog[]> {
    return closedLogs(this.#database);
  }

  /** The places in the ledger of those events that have one, by event number. */
  async places(eventNumbers: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const entries = await this.entries(eventNumbers);
    return new Map([...entries].map(([number, { index }]) => [number, index]));
  }

  /** The entries of those events that are in the ledger, by event number. */
  async entries(eventNumbers: readonly number[]): Promise<ReadonlyMap<number, EventEntry>> {
    if (eventNumbers.length === 0) return new Map();
    const rows = await this.#database.query<EventEntry & { event_id: number }>(PLACE, [
      eventNumbers,
    ]);
    return new Map(rows.map(({ event_id, index, digest }) => [event_id, { index, digest }]));
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

  /** The checkpoints of those rows that the ledger signed, each with its verified cosignatures. */
  async #openAll(rows: readonly CheckpointRow[]): Promise<SignedCheckpoint[]> {
    const opened = await Promise.all(
      rows.map(async (row) => ({ own: await this.#opener.open(row), signedOn: row.signed_on })),
    );
    const own = opened.flatMap(({ own, signedOn }) => (own ? [{ ...own, signedOn }] : []));
    const stored = await this.#storedCosignatures(own.map(({ size }) => size));
    return Promise.all(
      own.map(async ({ size, root, note, signedOn }) => {
        const cosigned = await this.#cosignatures.cosign({ size, root, note }, stored);
        return { size, root, note: cosigned, signedOn };
      }),
    );
  }

  async #storedCosignatures(sizes: readonly number[]): Promise<CosignatureRow[]> {
    if (sizes.length === 0 || this.#cosignatures.isEmpty) return [];
    return this.#database.query<CosignatureRow>(COSIGNATURES, [sizes]);
  }
}
