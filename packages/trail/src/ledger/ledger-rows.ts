import {
  appendLeaves,
  edgeTree,
  hashLeaf,
  type RightEdge,
  type StoredNode,
  type TreeHead,
} from "@indelible/ledger";
import type { WrittenEvents } from "../commit/written-events.ts";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import { faultOf, NO_EVENT, type WaitingRow } from "./check-event.ts";

/** Events of one batch: a batch of this size takes a fraction of a second. */
const BATCH_EVENTS_MAX = 5_000;
/** Bytes of the events that one batch reads, of which a single one may be longer. */
const BATCH_BYTES_MAX = 32 * 1024 * 1024;

const NEXT = sqlFile("next-unsequenced");
const WAITING = sqlFile("waiting-events");
const APPEND = sqlFile("append-ledger");
const SET_ASIDE = sqlFile("set-aside");
const ENTRIES_AFTER = sqlFile("entries-after");

/** An event of the queue that cannot have a place in the ledger. */
export interface SetAside {
  readonly number: number;
  /** Why, as a phrase. */
  readonly reason: string;
}

/** What appending did. */
export interface Appended {
  /** Rows taken from the queue. */
  readonly taken: number;
  /** Whether these were as many as one batch takes. */
  readonly hasMore: boolean;
  /** The tree that the ledger ends in now. */
  readonly tree: TreeHead;
  readonly setAside: readonly SetAside[];
}

type NonceOf = ((text: string) => string) | undefined;

/** What waiting events are checked with. */
export interface EventChecks {
  /** Returns the nonces of the server's events; without it, this is not checked. */
  readonly nonceOf?: NonceOf;
  /** The events that this process wrote: their digests are known, so they are not read. */
  readonly written?: WrittenEvents | undefined;
}

/**
 * Makes waiting events that pass their checks entries of the ledger, and sets the others aside; one
 * transaction. `edge` is where the ledger ends.
 */
export function appendWaiting(
  connection: Database,
  edge: RightEdge,
  checks: EventChecks,
  now: Date,
): Promise<Appended> {
  return connection.transaction(async (transaction) => {
    const queue = await transaction.query<QueuedRow>(NEXT, [BATCH_EVENTS_MAX]);
    const { good, setAside, taken } = await checkQueue(transaction, queue, checks);
    if (setAside.length > 0) {
      const numbers = setAside.map(({ number }) => number);
      const reasons = setAside.map(({ reason }) => reason);
      await transaction.query(SET_ASIDE, [numbers, reasons, now]);
    }
    const grown = grow(
      edge,
      good.map(({ digest }) => digest),
    );
    if (good.length > 0) await appendRows(transaction, edge.size, good, grown.nodes);
    const hasMore = queue.length === BATCH_EVENTS_MAX || taken < queue.length;
    return { taken, hasMore, tree: edgeTree(grown.edge), setAside };
  });
}

/** A row of the queue; digest (hexadecimal) and size are null if there is no such event. */
interface QueuedRow {
  readonly number: number;
  readonly place: number | null;
  readonly digest: string | null;
  readonly bytes: number | null;
}

interface Leaf {
  readonly number: number;
  /** Hexadecimal. */
  readonly digest: string;
}

/** Takes rows from the start of the queue, and checks those that this process did not write. */
async function checkQueue(
  connection: Database,
  queue: readonly QueuedRow[],
  { nonceOf, written }: EventChecks,
) {
  const isKnown = ({ number, place, digest }: QueuedRow) =>
    place === null && digest !== null && written?.has(number, digest) === true;
  const taken = batchOf(queue, isKnown);
  const read = await readEvents(
    connection,
    taken.filter((row) => !isKnown(row)),
  );
  const good: Leaf[] = [];
  const setAside: SetAside[] = [];
  for (const row of taken) {
    const { number, place, digest } = row;
    const event = read.get(number);
    if (digest !== null && isKnown(row)) good.push({ number, digest });
    else {
      const reason = event === undefined ? NO_EVENT : faultOf({ ...event, place }, nonceOf);
      if (reason !== undefined) setAside.push({ number, reason });
      else if (event !== undefined) good.push(event);
    }
  }
  return { good, setAside, taken: taken.length };
}

/** The rows of one batch: events to read count towards its size. */
function batchOf(
  queue: readonly QueuedRow[],
  isKnown: (row: QueuedRow) => boolean,
): readonly QueuedRow[] {
  let bytes = 0;
  const end = queue.findIndex((row) => {
    if (isKnown(row)) return false;
    const isFull = bytes > 0 && bytes + (row.bytes ?? 0) > BATCH_BYTES_MAX;
    bytes += row.bytes ?? 0;
    return isFull;
  });
  return end === -1 ? queue : queue.slice(0, end);
}

async function readEvents(
  connection: Database,
  rows: readonly QueuedRow[],
): Promise<ReadonlyMap<number, WaitingRow>> {
  if (rows.length === 0) return new Map();
  const numbers = rows.map(({ number }) => number);
  const events = await connection.query<WaitingRow>(WAITING, [numbers]);
  return new Map(events.map((event) => [event.number, event]));
}

/** The next stored entries after a signed tree, as far as they are entries that a server appended. */
export interface StoredExtension {
  readonly tree: TreeHead;
  /** What is wrong with an entry, as a sentence; undefined where nothing is. */
  readonly fault: string | undefined;
}

/** Reads and checks entries that a server appended but did not live to sign. */
export async function readExtension(
  connection: Database,
  edge: RightEdge,
  nonceOf: NonceOf,
): Promise<StoredExtension> {
  const rows = await connection.query<EntryRow>(ENTRIES_AFTER, [edge.size, BATCH_EVENTS_MAX]);
  const faults = rows.map((row, place) => entryFault(row, edge.size + place, nonceOf));
  const fault = faults.find((found) => found !== undefined);
  const leaves = fault === undefined ? rows.map(({ leaf }) => leaf) : [];
  return { tree: edgeTree(grow(edge, leaves).edge), fault };
}

interface EntryRow extends WaitingRow {
  readonly index: number;
  /** The digest that the ledger holds, in hexadecimal. */
  readonly leaf: string;
}

function entryFault(row: EntryRow, expected: number, nonceOf: NonceOf): string | undefined {
  if (row.index !== expected) return `The ledger has no entry ${expected}.`;
  const fault =
    faultOf(row, nonceOf) ?? (row.leaf === row.digest ? undefined : "it has another digest");
  if (fault === undefined) return undefined;
  return `Entry ${row.index} of the ledger names Events-${row.number}, but ${fault}.`;
}

function grow(edge: RightEdge, digests: readonly string[]) {
  return appendLeaves(
    edge,
    digests.map((digest) => hashLeaf(Buffer.from(digest, "hex"))),
  );
}

async function appendRows(
  connection: Database,
  first: number,
  rows: readonly Leaf[],
  nodes: readonly StoredNode[],
): Promise<void> {
  const tiles = nodes.flatMap(fullTile);
  await connection.query(APPEND, [
    first,
    rows.map(({ number }) => number),
    rows.map(({ digest }) => digest),
    tiles.map(({ level }) => level),
    tiles.map(({ index }) => index),
    tiles.map(({ root }) => root),
  ]);
}

/** The tile that became full with a node, if one did: a level of tiles is eight of nodes. */
function fullTile({ level, index, hash }: StoredNode) {
  if (level === 0 || level % 8 !== 0) return [];
  return [{ level: level / 8 - 1, index, root: Buffer.from(hash).toString("hex") }];
}
