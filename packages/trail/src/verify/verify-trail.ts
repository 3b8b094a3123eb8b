import {
  type Hash,
  hashLeaf,
  LedgerError,
  type LogIdentity,
  openCheckpoint,
  type TreeHead,
} from "@indelible/ledger";
import { originOfNote } from "../checkpoints/checkpoint-opener.ts";
import { isEarlierLog } from "../checkpoints/log-origin.ts";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import type { DocumentType } from "../document/document-type.ts";
import type { DigestKeys } from "../secrets/secret-digests.ts";
import { checkClosedLogs } from "./check-closed-logs.ts";
import { checkCosignatures } from "./check-cosignatures.ts";
import { checkDocumentTypes } from "./check-document-types.ts";
import { checkDocuments } from "./check-documents.ts";
import { checkIdCounters } from "./check-id-counters.ts";
import { checkOrphans } from "./check-orphans.ts";
import { checkPersonal } from "./check-personal.ts";
import { checkVersions } from "./check-versions.ts";
import { checkpointStream } from "./checkpoint-stream.ts";
import { eventIdOf, type TermRow } from "./event-row.ts";
import { FINDINGS_MAX, type Finding, Findings } from "./finding.ts";
import { IdMaxima } from "./id-maxima.ts";
import {
  type EntryRow,
  type Inspection,
  inspectEntry,
  inspectUnplaced,
  type UnplacedRow,
} from "./inspect.ts";
import { type Milestone, meet, unreached, withKept } from "./milestones.ts";
import { Pairing } from "./pairing.ts";
import { TermStream } from "./term-stream.ts";
import { type StoredTiles, TreeWalk, type WalkEntry } from "./tree-walk.ts";
import { VersionBalance } from "./version-balance.ts";

/** The input of a verification. None of it may come from the database that is verified. */
export interface VerifyOptions {
  /** The log's name and key, and the keys of the witnesses whose cosignatures are checked. */
  readonly log: LogIdentity;
  /**
   * Returns the nonces of the server's events (`Sealer.nonce`). Without it only the tree
   * distinguishes a forged event from a genuine one: down to the batch in which it was signed.
   */
  readonly nonceOf?: ((text: string) => string) | undefined;
  /**
   * Computes the digests of secrets (a `Sealer`). Without it the secrets and hidden fields of
   * documents are not compared with their events.
   */
  readonly secrets?: DigestKeys | undefined;
  /** A checkpoint kept from an earlier time, as a signed note. */
  readonly kept?: string | undefined;
  /**
   * The document types: titles, links and unique keys of their documents are compared with these, and
   * the rules that the database has of them.
   */
  readonly types?: readonly DocumentType[];
  /** Checks of tables that are not the trail's, in the order in which they are executed. */
  readonly checks?: readonly Check[];
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * A check of tables that are not the trail's. It gets a connection in a read-only transaction of one
 * snapshot.
 */
export type Check = (
  connection: Database,
  report: (...findings: readonly Finding[]) => void,
) => Promise<void>;

/** What a verification found. */
export interface Verification {
  readonly ok: boolean;
  /** The tree that the entries give. */
  readonly head: TreeHead;
  /** By their place in the ledger; FINDINGS_MAX at most. */
  readonly findings: readonly Finding[];
  /** All findings, those not kept included. */
  readonly findingsCount: number;
  /** Events that wait for their place in the ledger. */
  readonly waiting: number;
  /**
   * Documents whose secrets and hidden fields no digest binds: their last event is of format 1, or
   * was recorded for direct SQL. Not counted without `secrets`.
   */
  readonly notBound: number;
}

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
const TILES_BEYOND = sqlFile("verify-tiles-beyond");
const UNPLACED = sqlFile("verify-unplaced");
const LOST = sqlFile("verify-lost");
const SET_ASIDE = sqlFile("verify-set-aside");
const SNAPSHOT = "set transaction isolation level repeatable read, read only";

/**
 * Verifies a whole trail against its ledger: every event and index term against its body, every
 * body against the ledger's digest, the tree against every checkpoint, every checkpoint's
 * signature, and every document against its last event. Reads one snapshot, page by page, so that
 * the server can keep running and memory use stays constant.
 */
export function verifyTrail(database: Database, options: VerifyOptions): Promise<Verification> {
  return database.transaction(async (connection) => {
    await connection.script(SNAPSHOT);
    return new TrailVerifier(connection, options).run();
  });
}

class TrailVerifier {
  readonly #connection: Database;
  readonly #options: VerifyOptions;
  readonly #findings = new Findings();
  readonly #inspection: Inspection;
  readonly #walk: TreeWalk;
  #signed = 0;

  constructor(connection: Database, options: VerifyOptions) {
    this.#connection = connection;
    this.#options = options;
    const report = (...found: Finding[]) => this.#findings.add(...found);
    this.#walk = new TreeWalk(report);
    this.#inspection = {
      report,
      pairing: new Pairing(report),
      nonceOf: options.nonceOf,
      versions: new VersionBalance(),
      ids: new IdMaxima(),
    };
  }

  async run(): Promise<Verification> {
    const terms = await TermStream.open(this.#connection);
    const kept = await this.#openKept();
    const { log } = this.#options;
    await this.#walkEntries(terms, withKept(checkpointStream(this.#connection, log), kept));
    await this.#checkTilesBeyond();
    const waiting = await this.#checkUnplaced(terms);
    await this.#checkQueue();
    await checkCosignatures(this.#connection, log, (found) => this.#findings.add(found));
    await checkClosedLogs(this.#connection, log.origin, this.#options.kept, (found) =>
      this.#findings.add(found),
    );
    this.#findings.add(...this.#inspection.pairing.findings());
    // A document's versions are judged only if its events are in order.
    const areInOrder = this.#findings.count === 0;
    const notBound = await this.#checkDocuments();
    await this.#checkStored(areInOrder);
    await checkPersonal(this.#connection, (found) => this.#findings.add(found));
    for (const check of this.#options.checks ?? []) {
      await check(this.#connection, (...found) => this.#findings.add(...found));
    }
    const findings = this.#findings.inOrder();
    const [findingsCount, head] = [this.#findings.count, this.#walk.head];
    return { ok: findingsCount === 0, head, findings, findingsCount, waiting, notBound };
  }

  async #openKept(): Promise<TreeHead | undefined> {
    if (this.#options.kept === undefined || this.#isOfClosedLog()) return undefined;
    try {
      return (await openCheckpoint(this.#options.kept, this.#options.log)).checkpoint;
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      const detail = `The kept checkpoint is not of this log and key: ${error.message}`;
      this.#findings.add({ kind: "forked", eventId: null, index: null, detail });
      return undefined;
    }
  }

  /** The closed logs are compared with a checkpoint of one of them, see `checkClosedLogs`. */
  #isOfClosedLog(): boolean {
    const origin = originOfNote(this.#options.kept ?? "");
    return origin !== undefined && isEarlierLog(origin, this.#options.log.origin);
  }

  async #walkEntries(terms: TermStream, milestones: AsyncGenerator<Milestone>): Promise<void> {
    const total = await this.#total();
    let next = (await milestones.next()).value as Milestone | undefined;
    for await (const page of this.#pages(terms)) {
      let entries = page;
      const end = this.#walk.size + entries.length;
      const tiles = await this.#tilesWithin(this.#walk.size, end);
      while (next !== undefined && next.size <= end) {
        const count = next.size - this.#walk.size;
        this.#walk.append(entries.slice(0, count), tiles);
        entries = entries.slice(count);
        this.#meet(next);
        next = (await milestones.next()).value as Milestone | undefined;
      }
      this.#walk.append(entries, tiles);
      this.#options.onProgress?.(this.#walk.size, total);
    }
    const beyond = next === undefined ? [] : [next];
    for await (const milestone of milestones) beyond.push(milestone);
    this.#findings.add(...unreached(beyond, this.#walk.size));
    const claimed = beyond.findLast(({ signed }) => signed !== undefined)?.size ?? this.#signed;
    this.#walk.finish(this.#signed, claimed);
  }

  #meet(milestone: Milestone): void {
    this.#findings.add(...meet(this.#walk, milestone));
    if (milestone.signed !== undefined) this.#signed = milestone.size;
  }

  async #total(): Promise<number> {
    const [row] = await this.#connection.query<{ entries: number }>(EXTENT, []);
    return row?.entries ?? 0;
  }

  /** Page by page; the last is empty, since an empty log has its checkpoint too. */
  async *#pages(terms: TermStream): AsyncGenerator<WalkEntry[]> {
    let rows = await this.#entriesAfter(-1);
    while (rows.length > 0) {
      const last = rows.at(-1)?.index ?? -1;
      const found = await terms.takeWhile(({ place }) => place !== null && place <= last);
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
    const size = this.#walk.size;
    const entries: WalkEntry[] = [];
    for (const row of rows) {
      const expected = size + entries.length;
      const standing = inspectEntry(this.#inspection, row, found.get(row.number));
      if (row.index - expected > GAP_MAX) this.#findings.add(outOfSequence(row));
      else {
        if (row.index > expected) this.#findings.add(gap(expected, row.index));
        for (let index = expected; index < row.index; index++) entries.push(blank(index));
        const leaf = hashLeaf(Buffer.from(row.leaf, "hex"));
        entries.push({ index: row.index, number: row.number, leaf, standing });
      }
    }
    return entries;
  }

  async #tilesWithin(first: number, end: number): Promise<StoredTiles> {
    const rows = await this.#connection.query<TileRow>(TILES, [first, end]);
    return new Map(rows.map(({ level, index, root }) => [`${level}/${index}`, root]));
  }

  async #checkTilesBeyond(): Promise<void> {
    const rows = await this.#connection.query<TileRow>(TILES_BEYOND, [
      this.#walk.size,
      FINDINGS_MAX,
    ]);
    this.#findings.add(...rows.map(tileBeyond));
  }

  /** Events without a place, with their terms; returns how many wait. */
  async #checkUnplaced(terms: TermStream): Promise<number> {
    await terms.takeWhile(({ place }) => place !== null);
    let waiting = 0;
    for (let last = -1; ; ) {
      const rows = await this.#connection.query<UnplacedRow>(UNPLACED, [last, PAGE_ROWS]);
      last = rows.at(-1)?.number ?? Number.MAX_SAFE_INTEGER;
      const found = byNumber(await terms.takeWhile(({ number }) => number <= last));
      for (const row of rows) {
        inspectUnplaced(this.#inspection, row, found.get(row.number));
        found.delete(row.number);
        if (row.waits) waiting += 1;
      }
      this.#findings.add(...[...found.keys()].map((number) => gone(number, "index terms")));
      if (rows.length === 0) return waiting;
    }
  }

  async #checkQueue(): Promise<void> {
    const rows = await this.#connection.query<LostRow>(LOST, [FINDINGS_MAX]);
    this.#findings.add(...rows.map(lost));
    const aside = await this.#connection.query<SetAsideRow>(SET_ASIDE, [FINDINGS_MAX]);
    this.#findings.add(...aside.map(setAside));
  }

  /** Tables of the trail that repeat what events say. */
  async #checkStored(areInOrder: boolean): Promise<void> {
    const [connection, { versions, ids }] = [this.#connection, this.#inspection];
    const report = (...found: readonly Finding[]) => this.#findings.add(...found);
    if (areInOrder) await checkVersions(connection, versions, report);
    await checkOrphans(connection, report);
    await checkIdCounters(connection, ids, report);
    await checkDocumentTypes(connection, this.#options.types ?? [], report);
  }

  /** After everything else: a document is judged by its events only where these are in order. */
  #checkDocuments(): Promise<number> {
    const suspects = new Set(this.#findings.inOrder().map(({ eventId }) => eventId));
    const report = (...found: readonly Finding[]) => this.#findings.add(...found);
    const { secrets: keys, types = [] } = this.#options;
    const byPrefix = new Map(types.map((type) => [type.prefix, type]));
    return checkDocuments(this.#connection, { suspects, keys, types: byPrefix, report });
  }
}

interface LostRow {
  readonly number: number;
  readonly isGone: boolean;
}

interface SetAsideRow {
  readonly number: number;
  readonly reason: string;
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

function byNumber(rows: readonly TermRow[]): Map<number, TermRow> {
  return new Map(rows.map((row) => [row.number, row]));
}

function gap(first: number, end: number): Finding {
  const detail = `Entries ${first} to ${end - 1} of the ledger are missing.`;
  return { kind: "missing", eventId: null, index: first, detail };
}

function outOfSequence({ index, number }: EntryRow): Finding {
  const detail = `Its index ${index} is far beyond the end of the log.`;
  return { kind: "changed", eventId: eventIdOf(number), index, detail };
}

function tileBeyond({ level, index }: TileRow): Finding {
  const detail = `The log is too short for the stored root of tile ${level}/${index}.`;
  return { kind: "inserted", eventId: null, index: null, detail };
}

function setAside({ number, reason }: SetAsideRow): Finding {
  const detail = `It was set aside when it was to get its place in the ledger: ${reason}.`;
  return { kind: "inserted", eventId: eventIdOf(number), index: null, detail };
}

function lost({ number, isGone }: LostRow): Finding {
  if (isGone) return gone(number, "its place in the queue");
  const detail = "It waits for a place in the ledger, although it has one.";
  return { kind: "inserted", eventId: eventIdOf(number), index: null, detail };
}

function gone(number: number, what: string): Finding {
  const detail = `The event is gone; ${what} is all that is left of it.`;
  return { kind: "missing", eventId: eventIdOf(number), index: null, detail };
}
