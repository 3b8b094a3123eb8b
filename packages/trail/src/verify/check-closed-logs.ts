import {
  appendLeaves,
  EMPTY_EDGE,
  edgeTree,
  formatHash,
  hashLeaf,
  LedgerError,
  logOfKeys,
  parseVerifierKey,
  type RightEdge,
} from "@indelible/ledger";
import {
  CheckpointOpener,
  type CheckpointRow,
  originOfNote,
} from "../checkpoints/checkpoint-opener.ts";
import { type ClosedLog, closedLogStatement, closedLogs } from "../checkpoints/closed-log.ts";
import { keyChanges } from "../checkpoints/key-changes.ts";
import { originOfLog, parseLogOrigin } from "../checkpoints/log-origin.ts";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import { canonicalize } from "../json/canonical.ts";
import type { CheckContext } from "./check.ts";
import { eventIdOf } from "./event-row.ts";
import type { Finding } from "./finding.ts";

interface EntryRow {
  readonly index: number;
  readonly number: number;
  /** Digests in hexadecimal: the entry's, and its event's, null if that is missing. */
  readonly leaf: string;
  readonly digest: string | null;
}

type Report = (finding: Finding) => void;

const PAGE_ROWS = 1_000;

const ENTRIES = sqlFile("verify-closed-entries");
const CHECKPOINTS = sqlFile("verify-closed-checkpoints");
const UNKNOWN_LOGS = sqlFile("verify-unknown-logs");
const CLOSING_EVENT = sqlFile("verify-closing-event");

/**
 * Verifies the logs that were closed before the current one: each is there, an event of the current
 * log states it, its entries are those of the events, and they have the roots of the checkpoints that
 * its key signed. The kept checkpoint may be of one of them.
 */
export async function checkClosedLogs(context: CheckContext): Promise<undefined> {
  const { connection, options, report } = context;
  const { kept } = options;
  const logs = await closedLogs(connection);
  const { base, number } = parseLogOrigin(options.log.origin);
  for (let each = 1; each < Math.max(number, logs.length + 1); each++) {
    const log = logs.find((one) => one.number === each);
    if (log?.origin === originOfLog(base, each) && each < number) {
      await checkClosedLog(connection, log, kept, report);
    } else {
      report(finding("changed", `The closed log ${each} is missing or has another origin.`));
    }
  }
  for (const { log } of await connection.query<{ log: number }>(UNKNOWN_LOGS, [])) {
    report(
      finding(
        "inserted",
        `There are entries or checkpoints of a closed log ${log}, but no such log.`,
      ),
    );
  }
}

async function checkClosedLog(
  connection: Database,
  log: ClosedLog,
  kept: string | undefined,
  report: Report,
): Promise<void> {
  const fault = await statementFault(connection, log);
  if (fault !== undefined)
    return report(finding("changed", `The closed log ${log.origin} ${fault}.`));
  const opener = await openerOf(connection, log);
  const stored = await connection.query<CheckpointRow>(CHECKPOINTS, [log.number]);
  const closing = { size: log.size, root: log.root, note: log.note };
  const saved = await savedOf(opener, kept, report);
  const rows = [...stored, closing, ...(saved ? [saved] : [])].toSorted((a, b) => a.size - b.size);
  let edge = EMPTY_EDGE;
  for (const row of rows) {
    if ((await opener.open(row)) === undefined) {
      report(
        finding(
          "changed",
          `A checkpoint of ${log.origin} (size ${row.size}) is not signed by its key.`,
        ),
      );
      continue;
    }
    edge = await extend(connection, log, edge, row.size, report);
    if (edge.size < row.size) {
      const isLost = row.size > log.size - log.missing && row.size <= log.size;
      if (isLost) continue;
      report(finding("missing", `Entries of ${log.origin} up to ${row.size} are missing.`));
    } else if (formatHash(edgeTree(edge).root) !== formatHash(row.root)) {
      report(
        finding(
          "changed",
          `The first ${row.size} entries of ${log.origin} do not have the root that was signed.`,
        ),
      );
      return;
    }
  }
  await extend(connection, log, edge, Number.MAX_SAFE_INTEGER, report);
}

/** A checkpoint of this log that a user saved; undefined if it is of another log. */
async function savedOf(
  opener: CheckpointOpener,
  kept: string | undefined,
  report: Report,
): Promise<CheckpointRow | undefined> {
  if (kept === undefined || originOfNote(kept) !== opener.log.origin) return undefined;
  const saved = await opener.openNote(kept);
  if (saved === undefined) {
    report(finding("forked", `The kept checkpoint of ${opener.log.origin} is of another key.`));
  }
  return saved;
}

/** Why an event of the current log does not state what the row of a closed log says. */
async function statementFault(connection: Database, log: ClosedLog): Promise<string | undefined> {
  const [event] = await connection.query<{ body: string; isFirst: boolean }>(CLOSING_EVENT, [
    log.eventNumber,
    log.number,
  ]);
  if (!event?.isFirst) return "is not stated by the first entry of the next log";
  const isStated = event.body.includes(canonicalize(closedLogStatement(log)));
  return isStated ? undefined : `is not what ${eventIdOf(log.eventNumber)} states`;
}

async function openerOf(
  connection: Database,
  { origin, verifierKey }: ClosedLog,
): Promise<CheckpointOpener> {
  const statements = (await keyChanges(connection)).map(({ note }) => note);
  try {
    return new CheckpointOpener(await logOfKeys([parseVerifierKey(verifierKey)], statements));
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    // A key that cannot be parsed has signed nothing.
    return new CheckpointOpener({ origin, verifiers: [] });
  }
}

/** The edge of the stored entries up to a size, or of fewer where they end. Reports wrong entries. */
async function extend(
  connection: Database,
  { number, origin }: ClosedLog,
  edge: RightEdge,
  size: number,
  report: Report,
): Promise<RightEdge> {
  let grown = edge;
  while (grown.size < size) {
    const limit = Math.min(PAGE_ROWS, size - grown.size);
    const rows = await connection.query<EntryRow>(ENTRIES, [number, grown.size - 1, limit]);
    for (const row of rows) reportEntry(row, origin, report);
    const isGapless = rows.every(({ index }, place) => index === grown.size + place);
    if (rows.length === 0 || !isGapless) return grown;
    const leaves = rows.map(({ leaf }) => hashLeaf(Buffer.from(leaf, "hex")));
    grown = appendLeaves(grown, leaves).edge;
  }
  return grown;
}

function reportEntry({ index, number, leaf, digest }: EntryRow, origin: string, report: Report) {
  if (leaf === digest) return;
  const eventId = eventIdOf(number);
  if (digest === null) {
    const detail = `It is entry ${index} of the closed log ${origin}, but the event is missing.`;
    return report({ kind: "missing", eventId, index: null, detail });
  }
  const detail = `It is entry ${index} of the closed log ${origin} with another digest.`;
  report({ kind: "changed", eventId, index: null, detail });
}

function finding(kind: Finding["kind"], detail: string): Finding {
  return { kind, eventId: null, index: null, detail };
}
