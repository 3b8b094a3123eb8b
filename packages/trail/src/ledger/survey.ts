import {
  completeSubtrees,
  EMPTY_EDGE,
  formatHash,
  LedgerError,
  type RightEdge,
  type TreeHead,
  tileHashReader,
} from "@indelible/ledger";
import {
  type CheckpointOpener,
  type CheckpointRow,
  type OwnCheckpoint,
  originOfNote,
} from "../checkpoints/checkpoint-opener.ts";
import { isEarlierLog, parseLogOrigin } from "../checkpoints/log-origin.ts";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import { databaseLogReader } from "./database-log-reader.ts";
import type { LedgerFacts } from "./judge.ts";
import type { SetAside } from "./ledger-rows.ts";

/** What a sequencer finds in its database. */
export interface Survey {
  readonly facts: LedgerFacts;
  /** The newest checkpoint that the ledger's key signed. */
  readonly published: OwnCheckpoint | undefined;
  /** The stored statements that replaced keys; some may be forged. */
  readonly statements: readonly string[];
  /** Rows of the queue that were set aside and not repaired; 20 at most. */
  readonly setAside: readonly SetAside[];
  /** Sizes of the rows above it that the ledger's key did not sign; some of them if there are many. */
  readonly strays: readonly number[];
  /** The edge of the stored tree at the size of the kept checkpoint, where it holds that. */
  readonly edge: RightEdge;
}

const STATE = sqlFile("ledger-state");
const NEWEST = sqlFile("newest-checkpoints");

const PAGE_ROWS = 20;

/** Reads what the state table compares; `kept` is the checkpoint that the server keeps. */
export async function surveyLedger(
  connection: Database,
  opener: CheckpointOpener,
  kept: TreeHead | undefined,
): Promise<Survey> {
  const [state] = await connection.query<StoredState>(STATE, []);
  const { size, isNew, statements, setAside } = state ?? EMPTY_STATE;
  const { published, strays, hasForeign } = await newestOwn(connection, opener);
  const edge = kept && (await edgeAt(connection, kept, size));
  const isSame = kept !== undefined && published !== undefined && isEqual(kept, published);
  const atPublished = isSame ? edge : published && (await edgeAt(connection, published, size));
  const [holdsKept, holdsPublished] = [edge !== undefined, atPublished !== undefined];
  const stored = { size, holdsKept, holdsPublished, isNew };
  const isLater = parseLogOrigin(opener.log.origin).number > 1;
  const facts = { kept, published, hasForeign, isLater, stored };
  return { facts, published, statements, setAside, strays, edge: edge ?? EMPTY_EDGE };
}

interface StoredState {
  readonly size: number;
  readonly isNew: boolean;
  readonly statements: readonly string[];
  readonly setAside: readonly SetAside[];
}

const EMPTY_STATE: StoredState = { size: 0, isNew: false, statements: [], setAside: [] };

/**
 * The edge of the stored tree at a signed size, authenticated by the signed root; undefined where the
 * stored entries and tiles are too few or do not give it.
 */
export async function edgeAt(
  connection: Database,
  signed: TreeHead,
  storedSize: number,
): Promise<RightEdge | undefined> {
  const { size } = signed;
  if (size > storedSize) return undefined;
  try {
    const reader = await tileHashReader(databaseLogReader(connection), signed);
    return { size, hashes: await reader.readHashes(completeSubtrees(0, size)) };
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

interface Found {
  readonly published: OwnCheckpoint | undefined;
  readonly strays: readonly number[];
  readonly hasForeign: boolean;
}

async function newestOwn(connection: Database, opener: CheckpointOpener): Promise<Found> {
  const strays: number[] = [];
  let hasForeign = false;
  for (let skip = 0; ; skip += PAGE_ROWS) {
    const rows = await connection.query<CheckpointRow>(NEWEST, [skip, PAGE_ROWS]);
    for (const row of rows) {
      const published = await opener.open(row);
      if (published !== undefined) return { published, strays, hasForeign: false };
      if (strays.length < PAGE_ROWS) strays.push(row.size);
      hasForeign ||= isForeign(row.note, opener.log.origin);
    }
    if (rows.length < PAGE_ROWS) return { published: undefined, strays, hasForeign };
  }
}

/** A checkpoint of an earlier log is one of this ledger: a backup from before that log was closed. */
function isForeign(note: string, current: string): boolean {
  const origin = originOfNote(note);
  return origin !== undefined && !isEarlierLog(origin, current);
}

function isEqual(a: TreeHead, b: TreeHead): boolean {
  return a.size === b.size && formatHash(a.root) === formatHash(b.root);
}
