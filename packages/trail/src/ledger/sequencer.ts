import {
  EMPTY_EDGE,
  edgeTree,
  formatCheckpoint,
  type LogIdentity,
  type RightEdge,
  type Signer,
  signNote,
  type TreeHead,
} from "@indelible/ledger";
import { CheckpointOpener, type OwnCheckpoint } from "../checkpoints/checkpoint-opener.ts";
import { successorOf } from "../checkpoints/key-changes.ts";
import type { WrittenEvents } from "../commit/written-events.ts";
import type { Database, Statement } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import { TrailError } from "../errors.ts";
import type { CheckpointStore } from "./checkpoint-store.ts";
import { judge } from "./judge.ts";
import { type LedgerAlarm, ledgerAlarm } from "./ledger-alarm.ts";
import { appendWaiting, readExtension, type SetAside } from "./ledger-rows.ts";
import { SEQUENCER_LOCK, SEQUENCER_TRY, SEQUENCER_WAIT } from "./sequencer-lock.ts";
import { edgeAt, type Survey, surveyLedger } from "./survey.ts";

/** Dependencies of a sequencer. */
export interface SequencerOptions {
  readonly database: Database;
  /** The name of the log, the first line of its checkpoints (C2SP tlog-checkpoint), and its key. */
  readonly log: LogIdentity;
  readonly signer: Signer;
  /**
   * The key before, while readers learn the new one: it also signs. Not set if the log never changed
   * its key, or changed it long ago.
   */
  readonly formerSigner?: Signer | undefined;
  /** Where the newest signed checkpoint is kept, for this sequencer only. */
  readonly checkpointStore: CheckpointStore;
  /**   * Returns the nonces of the server's events (`Sealer.nonce`). Without it the sequencer does not
   * check that a server wrote the events.
   */
  readonly nonceOf?: ((text: string) => string) | undefined;
  /** The events that this process wrote; the sequencer need not read them. */
  readonly written?: WrittenEvents | undefined;
  readonly clock: () => Date;
  /** Receives a report after every batch, when the connection is free again. */
  readonly onRound?: ((report: LedgerReport) => Promise<void>) | undefined;
}

/** The state of a ledger after a batch. */
export interface LedgerReport {
  readonly alarms: readonly LedgerAlarm[];
  /** A published checkpoint that was adopted because none was kept; reported once. */
  readonly firstSight: TreeHead | undefined;
}

/** What one batch did. */
export type BatchResult =
  /** Another sequencer was running. */
  | { readonly kind: "busy" }
  /** No event was waiting. */
  | { readonly kind: "idle" }
  /** The ledger does not match what was signed: nothing was done. */
  | { readonly kind: "alarm"; readonly alarm: LedgerAlarm }
  | {
      readonly kind: "appended";
      readonly count: number;
      readonly size: number;
      /** Whether the batch was full, so that more events are likely to wait. */
      readonly isFull: boolean;
    };

/** Steps of the state table before a batch. Each makes progress, unless the database misbehaves. */
const STEPS_MAX = 10_000;
/** Set-aside events that an alarm lists; `verify` lists all. */
const NAMED_MAX = 20;

const BUSY: BatchResult = { kind: "busy" };

const PUBLISH = sqlFile("publish-checkpoint");

/**
 * Adds committed events to the ledger and signs checkpoints, each of which extends the kept one:
 * docs/adr/one-voice.md. Any number of sequencers can run on one database. They take turns with an
 * advisory lock, which is released when its connection ends.
 */
export class Sequencer {
  readonly #options: SequencerOptions;
  readonly #opener: CheckpointOpener;
  /** The kept checkpoint; undefined until it is loaded, and if there is none. */
  #kept: OwnCheckpoint | undefined;
  #isLoaded = false;
  #alarms: readonly LedgerAlarm[] = [];
  #setAside: readonly SetAside[] = [];
  #firstSight: TreeHead | undefined;
  /** The key change rows that were checked last, and the key that they say replaced this one. */
  #statements = "";
  #successor: string | undefined;
  /** Entries that the current batch signed first; undefined if it signed nothing yet. */
  #signed: number | undefined;

  constructor(options: SequencerOptions) {
    this.#options = options;
    this.#opener = new CheckpointOpener(options.log);
  }

  /** The alarms after the last batch. */
  get alarms(): readonly LedgerAlarm[] {
    return this.#alarms;
  }

  /**   * Prepares the ledger for batches, after waiting for the lock: signs the empty checkpoint of a new
   * installation, and what a crash left unsigned or unpublished. Fails with TrailError `ledger-key`
   * if the ledger was signed with another key, and if a new installation cannot be signed: no event
   * may be recorded before that.
   */
  async open(): Promise<void> {
    await this.#options.database.session(async (connection) => {
      await takeLock(connection, SEQUENCER_WAIT);
      await this.#settle(connection);
    });
    const isUnsigned = this.#isLoaded && this.#kept === undefined;
    const isFatal = ({ code }: LedgerAlarm) =>
      code === "foreign-key" || (code === "signer" && isUnsigned);
    const fatal = this.#alarms.find(isFatal);
    if (fatal === undefined) return this.#report();
    throw new TrailError("ledger-key", `${fatal.found} ${fatal.advice}`);
  }

  /** Adds one batch of waiting events, unless an alarm stops the ledger. */
  runBatch(): Promise<BatchResult> {
    return this.#run(SEQUENCER_TRY);
  }

  /** Adds all waiting events, after waiting for the lock; stops early only at an alarm. */
  async drain(): Promise<void> {
    for (;;) {
      const result = await this.#run(SEQUENCER_WAIT);
      if (result.kind !== "appended" || !result.isFull) return;
    }
  }

  async #run(lock: Statement): Promise<BatchResult> {
    const result = await this.#options.database.session(async (connection) =>
      (await takeLock(connection, lock)) ? this.#batch(connection) : BUSY,
    );
    await this.#report();
    return result;
  }

  async #report(): Promise<void> {
    const report = { alarms: this.#alarms, firstSight: this.#firstSight };
    await this.#options.onRound?.(report);
    this.#firstSight = undefined;
  }

  async #batch(connection: Database): Promise<BatchResult> {
    this.#signed = undefined;
    const settled = await this.#settle(connection);
    if ("code" in settled) return { kind: "alarm", alarm: settled };
    const { clock } = this.#options;
    const { tree, taken, setAside, hasMore } = await appendWaiting(
      connection,
      settled,
      this.#options,
      clock(),
    );
    this.#noteSetAside(setAside);
    if (tree.size > settled.size) {
      const alarm = await this.#sign(connection, tree);
      if (alarm !== undefined) return { kind: "alarm", alarm };
    }
    if (taken === 0 && this.#signed === undefined) return { kind: "idle" };
    return { kind: "appended", count: this.#signed ?? 0, size: tree.size, isFull: hasMore };
  }

  /** Carries out steps of the state table until events can be appended, or there is an alarm. */
  async #settle(connection: Database): Promise<RightEdge | LedgerAlarm> {
    const refused = await this.#load();
    if (refused !== undefined) return this.#raise(refused);
    for (let step = 0; step < STEPS_MAX; step++) {
      const survey = await surveyLedger(connection, this.#opener, this.#kept);
      const replaced = await this.#replacement(survey.statements);
      if (replaced !== undefined) return this.#raise(replaced);
      const verdict = judge(survey.facts);
      if (verdict.kind === "alarm") return this.#raise(verdict.alarm);
      if (verdict.kind === "append") {
        this.#setAside = survey.setAside;
        this.#alarms = [...strayAlarms(survey.strays), ...setAsideAlarms(this.#setAside)];
        return survey.edge;
      }
      const alarm = await this.#step(connection, verdict.kind, survey);
      if (alarm !== undefined) return alarm;
    }
    throw new TrailError(
      "rewritten",
      "The database does not store the checkpoints that are published.",
    );
  }

  async #step(
    connection: Database,
    kind: "begin" | "publish" | "adopt" | "sign",
    { published, edge }: Survey,
  ): Promise<LedgerAlarm | undefined> {
    if (kind === "begin") return this.#sign(connection, edgeTree(EMPTY_EDGE));
    if (kind === "sign") return this.#signStored(connection, edge);
    if (kind === "adopt" && published !== undefined) await this.#adopt(published);
    if (kind === "publish" && this.#kept !== undefined) await this.#publish(connection, this.#kept);
    return undefined;
  }

  /** Loads the kept checkpoint; returns an alarm if it has another key or another origin. */
  async #load(): Promise<LedgerAlarm | undefined> {
    if (this.#isLoaded) return undefined;
    const note = this.#options.checkpointStore.load();
    this.#kept = note === undefined ? undefined : await this.#opener.openNote(note);
    if (note !== undefined && this.#kept === undefined) {
      const found = "The checkpoint that this server keeps has another key or another origin.";
      return ledgerAlarm("foreign-key", found);
    }
    this.#isLoaded = true;
    return undefined;
  }

  /** An alarm if the key of this sequencer signed that another one replaces it. */
  async #replacement(statements: readonly string[]): Promise<LedgerAlarm | undefined> {
    const known = statements.join("");
    if (this.#statements !== known) {
      const { log, signer } = this.#options;
      const own = log.verifiers.find(({ keyId }) => keyId === signer.keyId);
      this.#successor = own && (await successorOf(own, statements));
      this.#statements = known;
    }
    if (this.#successor === undefined) return undefined;
    const found = `The key of the ledger was replaced. The new key is ${this.#successor}.`;
    return ledgerAlarm("foreign-key", found);
  }

  async #adopt(published: OwnCheckpoint): Promise<void> {
    if (this.#kept === undefined) this.#firstSight = published;
    await this.#options.checkpointStore.keep(published.note);
    this.#kept = published;
  }

  async #signStored(connection: Database, edge: RightEdge): Promise<LedgerAlarm | undefined> {
    const { tree, fault } = await readExtension(connection, edge, this.#options.nonceOf);
    if (fault !== undefined) return this.#raise(ledgerAlarm("foreign-entry", fault));
    return this.#sign(connection, tree);
  }

  /** Signs a tree that extends the kept one and is stored; keeps the checkpoint, then publishes it. */
  async #sign(connection: Database, tree: TreeHead): Promise<LedgerAlarm | undefined> {
    if ((await edgeAt(connection, tree, tree.size)) === undefined) {
      const found = `The database does not have the ${tree.size} entries that were appended.`;
      return this.#raise(ledgerAlarm("contradiction", found));
    }
    const checkpoint = { origin: this.#options.log.origin, ...tree, extensions: [] };
    const note = await this.#signedBy(formatCheckpoint(checkpoint));
    if (typeof note !== "string") return this.#raise(note);
    await this.#options.checkpointStore.keep(note);
    this.#signed = (this.#signed ?? 0) + tree.size - (this.#kept?.size ?? 0);
    this.#kept = { ...checkpoint, note };
    await this.#publish(connection, this.#kept);
    return undefined;
  }

  /** The signed note; an alarm if the signer refuses or cannot be reached. */
  async #signedBy(text: string): Promise<string | LedgerAlarm> {
    const { signer, formerSigner } = this.#options;
    try {
      return await signNote(text, formerSigner === undefined ? [signer] : [signer, formerSigner]);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return ledgerAlarm("signer", `The newest entries could not be signed: ${reason}`);
    }
  }

  async #publish(connection: Database, { size, root, note }: OwnCheckpoint): Promise<void> {
    const values = [size, Buffer.from(root).toString("hex"), note, this.#options.clock()];
    await connection.query(PUBLISH, values);
  }

  #raise(alarm: LedgerAlarm): LedgerAlarm {
    this.#alarms = [alarm];
    return alarm;
  }

  #noteSetAside(setAside: readonly SetAside[]): void {
    if (setAside.length === 0) return;
    this.#setAside = [...this.#setAside, ...setAside].slice(0, NAMED_MAX);
    const others = this.#alarms.filter(({ code }) => code !== "poisoned-queue");
    this.#alarms = [...others, ...setAsideAlarms(this.#setAside)];
  }
}

async function takeLock(connection: Database, lock: Statement): Promise<boolean> {
  const [row] = await connection.query<{ held: boolean }>(lock, [SEQUENCER_LOCK]);
  return row?.held === true;
}

function strayAlarms(sizes: readonly number[]): LedgerAlarm[] {
  if (sizes.length === 0) return [];
  const found = `The ledger's key did not sign these checkpoint rows, by size: ${sizes.join(", ")}.`;
  return [ledgerAlarm("unreadable-row", found)];
}

function setAsideAlarms(setAside: readonly SetAside[]): LedgerAlarm[] {
  if (setAside.length === 0) return [];
  const named = setAside.map(({ number, reason }) => `Events-${number} (${reason})`).join("; ");
  return [
    ledgerAlarm("poisoned-queue", `These events could not be added to the ledger: ${named}.`),
  ];
}
