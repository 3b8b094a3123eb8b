import { LEDGER_ID, type LedgerBody, type LedgerCategory, ledgers } from "@indelible/domain";
import { systemAct } from "@indelible/kernel";
import { formatVerifierKey, openKeyStatement } from "@indelible/ledger";
import {
  type Act,
  type ClosedLogStatement,
  type Committed,
  creation,
  eventNumber,
  modification,
  note,
  type StoredDocument,
  TERM,
  type Trail,
  TrailError,
  type TrailEvent,
} from "@indelible/trail";
import { newestEvents } from "./newest-events.ts";

const CORRELATION = "ledger";

/** An event of the ledger to record. */
export interface LedgerEvent {
  readonly category: LedgerCategory;
  /** Completes the sentence that starts with "Ledger". */
  readonly verb: string;
  /** Ids of other documents that the event relates to. */
  readonly relatedIds?: readonly string[];
  /** By default an act of the system. */
  readonly act?: Act;
}

/** Records an event of the ledger's document, which is created if it does not exist. */
export async function recordOfLedger(
  trail: Trail,
  { act = systemAct(CORRELATION), ...event }: LedgerEvent,
): Promise<void> {
  const before = (await ledgerDocument(trail)) ?? (await createLedgerDocument(trail));
  const snapshot = await trail.read({ ids: [LEDGER_ID], events: 1 });
  await trail.commit(act, snapshot, [note(ledgers, before, event)]);
}

/** Records, with one event, that a log was closed. */
export async function recordClosedLog(
  trail: Trail,
  act: Act,
  statement: ClosedLogStatement,
): Promise<void> {
  await changeLedgerDocument(trail, act, (body) => ({
    ...body,
    ClosedLogs: [...body.ClosedLogs, statement],
  }));
}

/** Records, with one event, that a signed statement replaced the key; returns the event's number. */
export async function recordKeyChange(trail: Trail, act: Act, statement: string): Promise<number> {
  const { newKey, tree } = await openKeyStatement(statement);
  const change = {
    NewVerifierKey: formatVerifierKey(newKey),
    Size: tree.size,
    Statement: statement,
  };
  const { events } = await changeLedgerDocument(trail, act, (body) => ({
    ...body,
    KeyChanges: [...body.KeyChanges, change],
  }));
  const [event] = events;
  if (event !== undefined) return eventNumber(event);
  throw new TrailError("rewritten", "The change of the key was not recorded.");
}

const EMPTY: LedgerBody = { ClosedLogs: [], KeyChanges: [] };

async function changeLedgerDocument(
  trail: Trail,
  act: Act,
  next: (body: LedgerBody) => LedgerBody,
): Promise<Committed> {
  const snapshot = await trail.read({ ids: [LEDGER_ID], events: 1 });
  const before = await ledgerDocument(trail);
  // Documents of earlier versions lack the newer lists.
  const body = next({ ...EMPTY, ...before?.body });
  const change =
    before === undefined
      ? creation(ledgers, { id: LEDGER_ID, spaceId: null, body })
      : modification(ledgers, before, body);
  return trail.commit(act, snapshot, [change]);
}

/** The sentence of an alarm's event; `recordedAlarms` reads the code from it. */
export function alarmVerb(code: string, found: string): string {
  return `raised the alarm '${code}': ${found}`;
}

const RAISED = /raised the alarm '/;
const EVENTS_READ = 50;

/** The codes of the alarms that were raised and have not ended, from the newest events of the ledger. */
export async function recordedAlarms(trail: Trail): Promise<ReadonlySet<string>> {
  const events = await newestOfLedger(trail, ["LedgerAlarm", "LedgerAlarmEnded"], EVENTS_READ);
  const newest = new Map<string, boolean>();
  for (const { Message } of events) {
    const [, code = ""] = /the alarm '([a-z-]+)'/.exec(Message) ?? [];
    if (!newest.has(code)) newest.set(code, RAISED.test(Message));
  }
  return new Set([...newest].flatMap(([code, isRaised]) => (isRaised ? [code] : [])));
}

/** The newest events of the ledger in some categories, of those that relate to all of some documents. */
export function newestOfLedger(
  trail: Trail,
  categories: readonly LedgerCategory[],
  count: number,
  relatedIds: readonly string[] = [],
): Promise<TrailEvent[]> {
  const terms = [[LEDGER_ID], categories.map(TERM.category), ...relatedIds.map((id) => [id])];
  return newestEvents(trail, terms, count);
}

function ledgerDocument(trail: Trail): Promise<StoredDocument<LedgerBody> | undefined> {
  return trail.documentOf(ledgers, LEDGER_ID);
}

/** Another server may create it at the same time; then that one is returned. */
async function createLedgerDocument(trail: Trail): Promise<StoredDocument<LedgerBody>> {
  const snapshot = await trail.read({ events: 1 });
  try {
    await trail.commit(systemAct(CORRELATION), snapshot, [
      creation(ledgers, { id: LEDGER_ID, spaceId: null, body: EMPTY }),
    ]);
  } catch (error) {
    if (!(error instanceof TrailError) || error.code !== "duplicate") throw error;
  }
  const created = await ledgerDocument(trail);
  if (created !== undefined) return created;
  throw new TrailError("unknown-document", "The document of the ledger does not exist.");
}
