import { type Hash, hashLeaf, LedgerError, openCheckpoint, type TreeHead } from "@indelible/ledger";
import { originOfNote } from "../checkpoints/checkpoint-opener.ts";
import { isEarlierLog } from "../checkpoints/log-origin.ts";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import type { CheckContext, VerifyOptions } from "./check.ts";
import { checkpointStream } from "./checkpoint-stream.ts";
import { eventIdOf, type TermRow } from "./event-row.ts";
import type { Finding } from "./finding.ts";
import { type EntryRow, inspectEntry } from "./inspect.ts";
import { type Milestone, meet, unreached, withKept } from "./milestones.ts";
import { RANGE_ENTRIES } from "./range-digests.ts";
import { byNumber, TermStream } from "./term-stream.ts";
import type { StoredTiles, WalkEntry } from "./tree-walk.ts";

/** Few enough that most are garbage before the collector first looks at them: then they cost it nothing. */
const PAGE_ROWS = 250;
/**
 * Up to this many entries missing in a row count as deleted; beyond it, the next index counts as
 * changed.
 */
const GAP_MAX = 100_000;

const EXTENT = sqlFile("verify-extent");
const ENTRIES = sqlFile("verify-entries");
const TILES = sqlFile("verify-tiles");

/**
 * Checks every entry with its event and index terms, and the tree of the entries against every stored
 * tile, every signed checkpoint and the kept one.
 */
export async function checkEntries(context: CheckContext): Promise<undefined> {
  const { connection, options, report, prefix, walk } = context;
  const kept = await openKept(options, report);
  for (const roots of pagesOf(prefix.map(({ root }) => root))) {
    const end = walk.size + roots.length * RANGE_ENTRIES;
    walk.skip(roots, await tilesWithin(connection, walk.size, end));
  }
  const checkpoints = checkpointStream(connection, options.log, walk.size);
  const milestones = withKept(checkpoints, kept);
  const terms = await TermStream.placed(connection, walk.size);
  await new EntryWalk(context, terms).run(milestones);
  await terms.close();
}

/** The kept checkpoint, unless it is of a closed log, which `checkClosedLogs` compares. */
async function openKept(
  { kept, log }: VerifyOptions,
  report: CheckContext["report"],
): Promise<TreeHead | undefined> {
  if (kept === undefined || isOfClosedLog(kept, log.origin)) return undefined;
  try {
    return (await openCheckpoint(kept, log)).checkpoint;
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    const detail = `The kept checkpoint is not of this log and key: ${error.message}`;
    report({ kind: "forked", eventId: null, index: null, detail });
    return undefined;
  }
}

function isOfClosedLog(kept: string, current: string): boolean {
  const origin = originOfNote(kept);
  return origin !== undefined && isEarlierLog(origin, current);
}

class EntryWalk {
  readonly #context: CheckContext;
  readonly #connection: Database;
  readonly #terms: TermStream;
  #signed: number;

  constructor(context: CheckContext, terms: TermStream) {
    this.#context = context;
    this.#signed = context.walk.size;
    this.#connection = context.connection;
    this.#terms = terms;
  }

  async run(milestones: AsyncGenerator<Milestone>): Promise<void> {
    const { walk, options, report } = this.#context;
    const total = await this.#total();
    let next = (await milestones.next()).value as Milestone | undefined;
    for await (const page of this.#pages()) {
      let entries = page;
      const end = walk.size + entries.length;
      const tiles = await tilesWithin(this.#connection, walk.size, end);
      while (next !== undefined && next.size <= end) {
        const count = next.size - walk.size;
        walk.append(entries.slice(0, count), tiles);
        entries = entries.slice(count);
        this.#meet(next);
        next = (await milestones.next()).value as Milestone | undefined;
      }
      walk.append(entries, tiles);
      options.onProgress?.(walk.size, total);
    }
    const beyond = next === undefined ? [] : [next];
    for await (const milestone of milestones) beyond.push(milestone);
    report(...unreached(beyond, walk.size));
    const claimed = beyond.findLast(({ signed }) => signed !== undefined)?.size ?? this.#signed;
    walk.finish(this.#signed, claimed);
  }

  #meet(milestone: Milestone): void {
    const { walk, report } = this.#context;
    report(...meet(walk, milestone));
    if (milestone.signed !== undefined) this.#signed = milestone.size;
  }

  async #total(): Promise<number> {
    const [row] = await this.#connection.query<{ entries: number }>(EXTENT, []);
    return row?.entries ?? 0;
  }

  /** Page by page; the last is empty, since an empty log has its checkpoint too. */
  async *#pages(): AsyncGenerator<WalkEntry[]> {
    let rows = await this.#entriesAfter(this.#context.walk.size - 1);
    while (rows.length > 0) {
      const last = rows.at(-1)?.index ?? -1;
      const found = await this.#terms.takeWhile(({ place }) => place !== null && place <= last);
      // While these rows are looked at, the database reads the next.
      const [following, entries] = await Promise.all([
        this.#entriesAfter(last),
        this.#inspectPage(rows, byNumber(found)),
      ]);
      yield entries;
      rows = following;
    }
    yield [];
  }

  #entriesAfter(index: number): Promise<EntryRow[]> {
    return this.#connection.query<EntryRow>(ENTRIES, [index, PAGE_ROWS]);
  }

  /**
   * The rows as entries of the tree, with an empty one for each that is missing between them.
   * Async, so that its error is handled after the query that runs concurrently.
   */
  async #inspectPage(
    rows: readonly EntryRow[],
    found: ReadonlyMap<number, TermRow>,
  ): Promise<WalkEntry[]> {
    const { walk, inspection, report } = this.#context;
    const entries: WalkEntry[] = [];
    for (const row of rows) {
      const expected = walk.size + entries.length;
      const standing = inspectEntry(inspection, row, found.get(row.number));
      if (row.index - expected > GAP_MAX) report(outOfSequence(row));
      else {
        if (row.index > expected) report(gap(expected, row.index));
        for (let index = expected; index < row.index; index++) entries.push(blank(index));
        const leaf = hashLeaf(Buffer.from(row.leaf, "hex"));
        entries.push({ index: row.index, number: row.number, leaf, standing });
      }
    }
    return entries;
  }
}

async function tilesWithin(connection: Database, first: number, end: number): Promise<StoredTiles> {
  const rows = await connection.query<TileRow>(TILES, [first, end]);
  return new Map(rows.map(({ level, index, root }) => [`${level}/${index}`, root]));
}

function* pagesOf(roots: readonly Hash[]): Generator<readonly Hash[]> {
  for (let first = 0; first < roots.length; first += PAGE_ROWS) {
    yield roots.slice(first, first + PAGE_ROWS);
  }
}

interface TileRow {
  readonly level: number;
  readonly index: number;
  readonly root: string;
}

const NO_LEAF: Hash = new Uint8Array(32);

/** Keeps the places of those after a missing entry; no event has the number -1. */
function blank(index: number): WalkEntry {
  return { index, number: -1, leaf: NO_LEAF, standing: "reported" };
}

function gap(first: number, end: number): Finding {
  const detail = `Entries ${first} to ${end - 1} of the ledger are missing.`;
  return { kind: "missing", eventId: null, index: first, detail };
}

function outOfSequence({ index, number }: EntryRow): Finding {
  const detail = `Its index ${index} is far beyond the end of the log.`;
  return { kind: "changed", eventId: eventIdOf(number), index, detail };
}
