import { type Hash, hashLeaf } from "@indelible/ledger";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import type { CheckContext } from "./check.ts";
import { eventIdOf, type TermRow } from "./event-row.ts";
import type { Finding } from "./finding.ts";
import { type EntryRow, inspectEntry } from "./inspect.ts";
import { type Milestone, meet, unreached } from "./milestones.ts";
import type { StoredTiles, WalkEntry } from "./tree-walk.ts";

/** Few enough that most are garbage before the collector first looks at them: then they cost it nothing. */
const PAGE_ROWS = 250;
/** Bytes of the bodies of a page, of which a single one may be longer. */
const PAGE_BYTES = 16 * 1024 * 1024;
/**
 * Up to this many entries missing in a row count as deleted; beyond it, the next index counts as
 * changed.
 */
const GAP_MAX = 100_000;

const EXTENT = sqlFile("verify-extent");
const ENTRIES = sqlFile("verify-entries");
const TILES = sqlFile("verify-tiles");

/** Where the index terms of events are read from. */
export interface TermSource {
  /** The terms of the events of these entries, by number; they are the next after the last call. */
  of(rows: readonly EntryRow[]): Promise<ReadonlyMap<number, TermRow>>;
}

/** The entries to walk, from the size of the tree on, and what they are compared with. */
export interface WalkPlan {
  readonly terms: TermSource;
  /** The checkpoints of more entries than the tree has, up to `until`. */
  readonly milestones: AsyncGenerator<Milestone>;
  /** The index after the last entry. */
  readonly until: number;
  /** Entries read at once; default: 250. */
  readonly pageRows?: number;
}

/** Checks entries, grows the tree by them, and compares it with every milestone. */
export function walkEntries(context: CheckContext, plan: WalkPlan): Promise<void> {
  return new EntryWalk(context, plan).run();
}

/** The stored roots of the tiles, of every level, that end among these entries. */
export async function storedTiles(
  connection: Database,
  first: number,
  end: number,
): Promise<StoredTiles> {
  const rows = await connection.query<TileRow>(TILES, [first, end]);
  return new Map(rows.map(({ level, index, root }) => [`${level}/${index}`, root]));
}

class EntryWalk {
  readonly #context: CheckContext;
  readonly #connection: Database;
  readonly #plan: WalkPlan;
  #signed: number;

  constructor(context: CheckContext, plan: WalkPlan) {
    this.#context = context;
    this.#connection = context.connection;
    this.#plan = plan;
    this.#signed = context.walk.size;
  }

  async run(): Promise<void> {
    const { walk, options, report } = this.#context;
    const { milestones, until } = this.#plan;
    const total = await this.#total();
    let next = (await milestones.next()).value as Milestone | undefined;
    for await (const page of this.#pages()) {
      let entries = page;
      const end = walk.size + entries.length;
      const tiles = await storedTiles(this.#connection, walk.size, end);
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
    const last = until < Number.MAX_SAFE_INTEGER ? until : this.#signed;
    const claimed = beyond.findLast(({ signed }) => signed !== undefined)?.size ?? last;
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
      const found = await this.#plan.terms.of(rows);
      // While these rows are looked at, the database reads the next.
      const [following, entries] = await Promise.all([
        this.#entriesAfter(last),
        this.#inspectPage(rows, found),
      ]);
      yield entries;
      rows = following;
    }
    yield [];
  }

  #entriesAfter(index: number): Promise<EntryRow[]> {
    const { until, pageRows = PAGE_ROWS } = this.#plan;
    return this.#connection.query<EntryRow>(ENTRIES, [index, until, pageRows, PAGE_BYTES]);
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
