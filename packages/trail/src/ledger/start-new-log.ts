import {
  EMPTY_EDGE,
  formatCheckpoint,
  logOfKeys,
  parseVerifierKey,
  type Signer,
  signNote,
  type TreeHead,
} from "@indelible/ledger";
import { CheckpointOpener, type OwnCheckpoint } from "../checkpoints/checkpoint-opener.ts";
import {
  type ClosedLog,
  type ClosedLogStatement,
  closedLogStatement,
  closedLogs,
} from "../checkpoints/closed-log.ts";
import { addKeyChange, keyChanges } from "../checkpoints/key-changes.ts";
import { isEarlierLog, parseLogOrigin } from "../checkpoints/log-origin.ts";
import type { Database } from "../database/database.ts";
import { sqlFile, sqlText } from "../database/sql-file.ts";
import { TrailError } from "../errors.ts";
import type { CheckpointStore } from "./checkpoint-store.ts";
import { judge } from "./judge.ts";
import { appendWaiting, readExtension } from "./ledger-rows.ts";
import { newestCheckpointNotes } from "./newest-notes.ts";
import { SEQUENCER_LOCK, SEQUENCER_WAIT } from "./sequencer-lock.ts";
import { type Survey, surveyLedger } from "./survey.ts";

/** How to close a log and start the next one. */
export interface NewLogOptions {
  readonly database: Database;
  /** The verifier key of the log to close, its newest one if it was replaced. */
  readonly verifierKey: string;
  /** The statements that replaced keys of that log, which a restored backup may lack. */
  readonly statements?: readonly string[];
  /** Signs the next log; its name is the next log's origin. */
  readonly signer: Signer;
  readonly checkpointStore: CheckpointStore;
  /** Returns the nonces of the server's events (`Sealer.nonce`). */
  readonly nonceOf: (text: string) => string;
  readonly clock: () => Date;
  /** Whether the old key is lost. If not, only missing entries or checkpoints are a reason. */
  readonly isKeyLost: boolean;
  /** Records one event with the statement, on the connection. */
  readonly record: (connection: Database, statement: ClosedLogStatement) => Promise<void>;
}

const NUMBER = sqlFile("number-closed-log");
const CLOSE = sqlText("close-log.sql");
const ADD = sqlFile("add-closed-log");
const REQUEUE = sqlFile("requeue");
const PUBLISH = sqlFile("publish-checkpoint");

/**
 * Closes the log at the last checkpoint that was kept, and starts the next one. Its first entry is
 * the event that states what was closed; every event that the database still has follows, with the
 * next batches. The servers must be stopped, and the database role must own the trail's tables. A run
 * that was interrupted is completed by the next. Fails with `input` if there is no reason for a new
 * log: docs/adr/one-voice.md.
 */
export function startNewLog(options: NewLogOptions): Promise<ClosedLog> {
  return options.database.session(async (connection) => {
    await connection.query(SEQUENCER_WAIT, [SEQUENCER_LOCK]);
    const closed =
      (await interrupted(connection, options)) ??
      (await connection.transaction((transaction) => replaceLog(transaction, options)));
    await signFirst(connection, options);
    return closed;
  });
}

/** The log that an earlier run closed, if that run did not get to the signature of the next log. */
async function interrupted(
  connection: Database,
  { verifierKey, checkpointStore }: NewLogOptions,
): Promise<ClosedLog | undefined> {
  const last = (await closedLogs(connection)).at(-1);
  if (last === undefined || last.verifierKey !== verifierKey) return undefined;
  const kept = checkpointStore.load();
  const isSigned = (await newestCheckpointNotes(connection, 1)).length > 0;
  if (!isSigned && (kept === undefined || kept === last.note)) return last;
  throw new TrailError("input", `The log ${last.origin} is closed already: start the server.`);
}

async function replaceLog(connection: Database, options: NewLogOptions): Promise<ClosedLog> {
  const { clock, nonceOf, verifierKey } = options;
  const { facts, closing } = await closingOf(connection, options);
  const { number } = parseLogOrigin(closing.origin);
  if ((await closedLogs(connection)).length !== number - 1) {
    const reason = `this database is from before the log ${closing.origin} was started`;
    throw new TrailError("input", `Restore a newer backup: ${reason}.`);
  }
  const missing = Math.max(0, closing.size - facts.stored.size);
  await connection.query(NUMBER, [number]);
  await connection.script(CLOSE);
  for (const note of options.statements ?? []) {
    await addKeyChange(connection, { note, eventNumber: null }, clock());
  }
  const log = { ...closing, verifierKey, missing };
  await options.record(connection, closedLogStatement(log));
  const { tree, taken } = await appendWaiting(connection, EMPTY_EDGE, { nonceOf }, clock());
  if (tree.size !== 1 || taken !== 1) {
    throw new TrailError("input", "Exactly one event must be recorded of a closed log.");
  }
  const root = Buffer.from(closing.root).toString("hex");
  const { origin, size, note } = closing;
  await connection.query(ADD, [number, origin, verifierKey, size, root, note, missing, clock()]);
  await connection.query(REQUEUE, []);
  const last = (await closedLogs(connection)).at(-1);
  if (last !== undefined) return last;
  throw new TrailError("rewritten", "The database does not store the closed log.");
}

/** The checkpoint at which the log is closed: the kept one, else the newest that is published. */
async function closingOf(
  connection: Database,
  options: NewLogOptions,
): Promise<Survey & { readonly closing: OwnCheckpoint }> {
  const key = parseVerifierKey(options.verifierKey);
  const stored = (await keyChanges(connection)).map(({ note }) => note);
  const statements = [...(options.statements ?? []), ...stored];
  const opener = new CheckpointOpener(await logOfKeys([key], statements));
  const note = options.checkpointStore.load();
  const kept = note === undefined ? undefined : await opener.openNote(note);
  if (note !== undefined && kept === undefined) {
    throw new TrailError("input", "The kept checkpoint is not one of the log to close.");
  }
  const survey = await surveyLedger(connection, opener, kept);
  const closing = larger(kept, survey.published);
  if (!isEarlierLog(key.name, options.signer.name)) {
    throw new TrailError("input", `${options.signer.name} is not a later log than ${key.name}.`);
  }
  if (closing === undefined) {
    throw new TrailError("input", "There is no checkpoint of the log to close.");
  }
  requireReason(survey, options.isKeyLost);
  return { ...survey, closing };
}

function larger(a: OwnCheckpoint | undefined, b: OwnCheckpoint | undefined) {
  return a !== undefined && (b === undefined || a.size >= b.size) ? a : b;
}

/** Lost entries, checkpoints or keys are a reason; a rewritten history is not a restored backup. */
function requireReason({ facts }: Survey, isKeyLost: boolean): void {
  const verdict = judge(facts);
  if (verdict.kind === "alarm") {
    const { code, found, advice } = verdict.alarm;
    if (code === "smaller" || code === "missing") return;
    throw new TrailError("input", `This is not a restored backup: ${found} ${advice}`);
  }
  if (isKeyLost) return;
  const reason = "no backup was restored, or it has all signed entries";
  throw new TrailError("input", `The ledger is in order: ${reason}. Start the server.`);
}

/** Signs the tree of the first entry, keeps the checkpoint, and publishes it. */
async function signFirst(
  connection: Database,
  { signer, checkpointStore, nonceOf, clock }: NewLogOptions,
): Promise<void> {
  const { tree, fault } = await readExtension(connection, EMPTY_EDGE, nonceOf);
  if (fault !== undefined) throw new TrailError("rewritten", fault);
  const note = await signNote(textOf(signer.name, tree), [signer]);
  await checkpointStore.keep(note);
  const root = Buffer.from(tree.root).toString("hex");
  await connection.query(PUBLISH, [tree.size, root, note, clock()]);
}

function textOf(origin: string, tree: TreeHead): string {
  return formatCheckpoint({ origin, ...tree, extensions: [] });
}
