import { LEDGER_ID, type LedgerBody, type LedgerCategory, ledgers } from "@indelible/domain";
import { systemAct } from "@indelible/kernel";
import {
  type Act,
  type ClosedLogStatement,
  creation,
  modification,
  note,
  type StoredDocument,
  TERM,
  type Trail,
  TrailError,
} from "@indelible/trail";
import { EVERYTHING } from "./everything.ts";

const CORRELATION = "ledger";

/**
 * Records an event of the ledger's document, which is created if it does not exist. `verb` completes
 * the sentence that begins with "Ledger".
 */
export async function recordOfLedger(
  trail: Trail,
  category: LedgerCategory,
  verb: string,
): Promise<void> {
  const before = (await ledgerDocument(trail)) ?? (await createLedgerDocument(trail));
  const snapshot = await trail.read({ ids: [LEDGER_ID], events: 1 });
  await trail.commit(systemAct(CORRELATION), snapshot, [note(ledgers, before, { category, verb })]);
}

/** Records, with one event, that a log was closed. */
export async function recordClosedLog(
  trail: Trail,
  act: Act,
  statement: ClosedLogStatement,
): Promise<void> {
  const snapshot = await trail.read({ ids: [LEDGER_ID], events: 1 });
  const before = await ledgerDocument(trail);
  const body = { ClosedLogs: [...(before?.body.ClosedLogs ?? []), statement] };
  const change =
    before === undefined
      ? creation(ledgers, { id: LEDGER_ID, spaceId: null, body })
      : modification(ledgers, before, body);
  await trail.commit(act, snapshot, [change]);
}

/** The sentence of an alarm's event; `recordedAlarms` reads the code from it. */
export function alarmVerb(code: string, found: string): string {
  return `raised the alarm '${code}': ${found}`;
}

const RAISED = /raised the alarm '/;
const EVENTS_READ = 50;

/** The codes of the alarms that were raised and have not ended, from the newest events of the ledger. */
export async function recordedAlarms(trail: Trail): Promise<ReadonlySet<string>> {
  const categories = ["LedgerAlarm", "LedgerAlarmEnded"] satisfies LedgerCategory[];
  const terms = [[LEDGER_ID], categories.map(TERM.category)];
  const events = await trail.events({ visibility: EVERYTHING, terms }, 0, EVENTS_READ);
  const newest = new Map<string, boolean>();
  for (const { Message } of events) {
    const [, code = ""] = /the alarm '([a-z-]+)'/.exec(Message) ?? [];
    if (!newest.has(code)) newest.set(code, RAISED.test(Message));
  }
  return new Set([...newest].flatMap(([code, isRaised]) => (isRaised ? [code] : [])));
}

function ledgerDocument(trail: Trail): Promise<StoredDocument<LedgerBody> | undefined> {
  return trail.documentOf(ledgers, LEDGER_ID);
}

/** Another server may create it at the same time; then that one is returned. */
async function createLedgerDocument(trail: Trail): Promise<StoredDocument<LedgerBody>> {
  const snapshot = await trail.read({ events: 1 });
  try {
    await trail.commit(systemAct(CORRELATION), snapshot, [
      creation(ledgers, { id: LEDGER_ID, spaceId: null, body: { ClosedLogs: [] } }),
    ]);
  } catch (error) {
    if (!(error instanceof TrailError) || error.code !== "duplicate") throw error;
  }
  const created = await ledgerDocument(trail);
  if (created !== undefined) return created;
  throw new TrailError("unknown-document", "The document of the ledger does not exist.");
}
