import { EMPTY_EDGE, formatHash, type LogIdentity } from "@indelible/ledger";
import type { Database } from "../database/database.ts";
import type { DocumentType } from "../document/document-type.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { type LedgerAlarm, ledgerAlarm } from "../ledger/ledger-alarm.ts";
import type { RowMacs } from "../secrets/row-macs.ts";
import type { DigestKeys } from "../secrets/secret-digests.ts";
import type { CheckContext } from "../verify/check.ts";
import { checkpointStream } from "../verify/checkpoint-stream.ts";
import { BACKGROUND_CHECKS } from "../verify/checks.ts";
import { Findings } from "../verify/finding.ts";
import { newInspection } from "../verify/inspect.ts";
import { PastRelations } from "../verify/past-relations.ts";
import { TreeWalk } from "../verify/tree-walk.ts";
import { walkEntries } from "../verify/walk-entries.ts";
import { pacedDatabase } from "./paced-database.ts";
import { ProbedTerms } from "./probed-terms.ts";
import { checkAllDocuments, checkStrays, checkTermCount } from "./round-checks.ts";
import {
  type CompletedRound,
  type CurrentRound,
  FINDINGS_KEPT,
  formatState,
  openState,
  type RoundFindings,
  type VerifierState,
} from "./verifier-state.ts";

/** Where a verifier keeps how far it is, for this verifier only. */
export interface VerifierStore {
  /** What was kept last; undefined if nothing was. */
  load(): string | undefined;
  /** Replaces it, whole or not at all. */
  keep(text: string): Promise<void>;
}

/** Dependencies of a verifier. */
export interface VerifierOptions {
  readonly database: Database;
  readonly ledger: Pick<Ledger, "checkpoint">;
  /** The log's name and keys, and the keys of the witnesses whose cosignatures are checked. */
  readonly log: LogIdentity;
  /** The keys of the installation: they check nonces and secrets, and protect what is kept. */
  readonly sealer: DigestKeys & RowMacs & { nonce(text: string): string };
  readonly store: VerifierStore;
  /** The document types, see `VerifyOptions`. */
  readonly types?: readonly DocumentType[] | undefined;
  readonly clock: () => Date;
  /** Receives every completed round. */
  readonly onRound?: ((round: VerifierRound) => Promise<void>) | undefined;
}

/** What a completed round is reported as. */
export interface VerifierRound {
  /** Entries verified. */
  readonly size: number;
  /** The root over them, in Base64. */
  readonly root: string;
  readonly findings: RoundFindings;
  readonly startedAt: Date;
  readonly endedAt: Date;
}

/** Waits until the next statement may run; rejects to end the round. */
export type Turn = () => Promise<void>;

/** Entries between two states that are kept; full tiles. */
const SLICE_ENTRIES = 1_024;
/** Entries of a statement: checking them takes a few milliseconds. */
const PAGE_ROWS = 64;

/**
 * Verifies a ledger in rounds while the server runs: every entry, event, index term and document, one
 * short statement at a time. It relies on nothing that was verified before. After a restart it
 * continues with the entries that it had not verified.
 */
export class Verifier {
  readonly #options: VerifierOptions;
  #state: VerifierState;

  constructor(options: VerifierOptions) {
    this.#options = options;
    this.#state = openState(options.store.load(), options.log.origin, options.sealer);
  }

  /** The last completed round and the current one. */
  get state(): VerifierState {
    return this.#state;
  }

  /** The alarm about what the current round found, else about what the last one found. */
  get alarms(): readonly LedgerAlarm[] {
    const { current, last } = this.#state;
    const found = [current, last].find((round) => (round?.findings.count ?? 0) > 0);
    return found ? [alarmOf(found.findings)] : [];
  }

  /**
   * Runs a round, or the rest of an interrupted one. Nothing happens before the first checkpoint.
   * Rejects with the errors of the database and of `turn`; the next call continues the round.
   */
  async round(turn: Turn): Promise<void> {
    const round = this.#state.current ?? (await this.#newRound());
    if (round === undefined) return;
    this.#state = { ...this.#state, current: round };
    const connection = pacedDatabase(this.#options.database, turn);
    const past = await PastRelations.read(connection);
    const size = round.size;
    for (let index = round.index; index < size; index += SLICE_ENTRIES) {
      await this.#slice(connection, past, Math.min(index + SLICE_ENTRIES, size));
    }
    await this.#rest(connection, past);
    await this.#complete();
  }

  async #newRound(): Promise<CurrentRound | undefined> {
    const head = await this.#options.ledger.checkpoint();
    if (head === undefined) return undefined;
    return {
      startedAt: this.#options.clock().toISOString(),
      size: head.size,
      tiles: EMPTY_EDGE,
      index: 0,
      root: formatHash(head.root),
      terms: 0,
      findings: NOTHING_FOUND,
    };
  }

  /** Verifies the next entries, up to an index. */
  async #slice(connection: Database, past: PastRelations, until: number): Promise<void> {
    const { current } = this.#state;
    if (current === null) return;
    const context = this.#context(connection, past, current);
    const { walk, findings, options, inspection, report } = context;
    const terms = new ProbedTerms(connection, past);
    const milestones = checkpointStream(connection, options.log, walk.size, until);
    await walkEntries(context, { terms, milestones, until, pageRows: PAGE_ROWS });
    report(...inspection.pairing.findings());
    await this.#keep({
      ...current,
      tiles: walk.tiles,
      index: until,
      root: until === current.size ? formatHash(walk.head.root) : current.root,
      terms: current.terms + terms.count,
      findings: added(current.findings, findings),
    });
  }

  /** What needs the whole trail. After a restart all of it is repeated. */
  async #rest(connection: Database, past: PastRelations): Promise<void> {
    const { current } = this.#state;
    if (current === null) return;
    const context = this.#context(connection, past, current);
    await checkTermCount(context, current.size, current.terms);
    await checkStrays(context);
    await checkAllDocuments(context);
    for (const check of BACKGROUND_CHECKS) await check(context);
    await this.#keep({ ...current, findings: added(current.findings, context.findings) });
  }

  async #complete(): Promise<void> {
    const { current } = this.#state;
    if (current === null) return;
    const { size, root, startedAt, findings } = current;
    const endedAt = this.#options.clock();
    const last: CompletedRound = {
      size,
      root: root ?? "",
      startedAt,
      endedAt: endedAt.toISOString(),
      findings,
    };
    this.#state = { current: null, last };
    await this.#save();
    const round = { size, root: last.root, findings, endedAt };
    await this.#options.onRound?.({ ...round, startedAt: new Date(startedAt) });
  }

  #context(connection: Database, past: PastRelations, { tiles }: CurrentRound): CheckContext {
    const { log, sealer, types } = this.#options;
    const findings = new Findings();
    const report: CheckContext["report"] = (...found) => findings.add(...found);
    const inspection = newInspection(report, past, sealer.nonce);
    const options = { log, nonceOf: sealer.nonce, secrets: sealer, types };
    const walk = new TreeWalk(report, tiles);
    return { connection, options, report, findings, inspection, walk, prefix: [] };
  }

  async #keep(current: CurrentRound): Promise<void> {
    this.#state = { ...this.#state, current };
    await this.#save();
  }

  #save(): Promise<void> {
    const { log, sealer, store } = this.#options;
    return store.keep(formatState(log.origin, this.#state, sealer));
  }
}

const NOTHING_FOUND: RoundFindings = { count: 0, kept: [] };

function added(before: RoundFindings, findings: Findings): RoundFindings {
  const found = findings
    .inOrder()
    .map(({ kind, eventId, index, detail }) => [kind, eventId, index, detail] as const);
  return {
    count: before.count + findings.count,
    kept: [...before.kept, ...found].slice(0, FINDINGS_KEPT),
  };
}

function alarmOf({ count, kept }: RoundFindings): LedgerAlarm {
  const [, eventId = null, index = null, detail = ""] = kept[0] ?? [];
  const entry = index === null ? "" : ` (entry ${index})`;
  const where = eventId === null ? "" : ` about ${eventId}${entry}`;
  const problems = count === 1 ? "1 problem" : `${count} problems, the first`;
  const found = `The server's verification found ${problems}${where}: ${detail}`;
  return ledgerAlarm("verification", found);
}
