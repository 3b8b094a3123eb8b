import { type CategoryId, LEDGER_ID, ledgers } from "@indelible/domain";
import { systemAct } from "@indelible/kernel";
import { type StoredDocument, TERM, type Trail, TrailError } from "@indelible/trail";

const CORRELATION = "ledger";

/**
 * Records something about the ledger, as a note of its document, which is made when there is none.
 * `verb` completes the sentence that begins with "Ledger".
 */
export async function recordOfLedger(
  trail: Trail,
  category: CategoryId,
  verb: string,
): Promise<void> {
  const before = (await ledgerDocument(trail)) ?? (await makeLedgerDocument(trail));
  const snapshot = await trail.read({ ids: [LEDGER_ID], events: 1 });
  await trail.commit(systemAct(CORRELATION), snapshot, [
    { kind: "note", type: ledgers, before, category, verb },
  ]);
}

/** The sentence that an event says of an alarm; its code is read from it again. */
export function alarmVerb(code: string, found: string): string {
  return `raised the alarm '${code}': ${found}`;
}

const RAISED = /raised the alarm '/;
const EVERYTHING = [{ SpaceId: null, Restrictions: {} }];
const EVENTS_READ = 50;

/** The codes of the alarms that were raised and have not ended, by the newest events of the ledger. */
export async function alarmsOnRecord(trail: Trail): Promise<ReadonlySet<string>> {
  const categories = ["LedgerAlarm", "LedgerAlarmEnded"] satisfies CategoryId[];
  const terms = [[LEDGER_ID], categories.map(TERM.category)];
  const events = await trail.events({ visibility: EVERYTHING, terms }, 0, EVENTS_READ);
  const newest = new Map<string, boolean>();
  for (const { Message } of events) {
    const [, code = ""] = /the alarm '([a-z-]+)'/.exec(Message) ?? [];
    if (!newest.has(code)) newest.set(code, RAISED.test(Message));
  }
  return new Set([...newest].flatMap(([code, isRaised]) => (isRaised ? [code] : [])));
}

async function ledgerDocument(trail: Trail): Promise<StoredDocument | undefined> {
  const [found] = await trail.documents([LEDGER_ID]);
  return found;
}

/** Another server may make it at the same time: then the one that it made is taken. */
async function makeLedgerDocument(trail: Trail): Promise<StoredDocument> {
  const snapshot = await trail.read({ events: 1 });
  const creation = {
    kind: "create",
    type: ledgers,
    id: LEDGER_ID,
    spaceId: null,
    body: {},
  } as const;
  try {
    await trail.commit(systemAct(CORRELATION), snapshot, [creation]);
  } catch (error) {
    if (!(error instanceof TrailError) || error.code !== "duplicate") throw error;
  }
  const made = await ledgerDocument(trail);
  if (made !== undefined) return made;
  throw new TrailError("unknown-document", "The document of the ledger is gone.");
}
