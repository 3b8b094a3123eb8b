/** The kinds of alarms; docs/operating.md says what to do about each. */
export type LedgerAlarmCode =
  | "missing"
  | "smaller"
  | "contradiction"
  | "foreign-key"
  | "signer"
  | "foreign-entry"
  | "unreadable-row"
  | "poisoned-queue"
  | "schema"
  | "verification";

/**
 * Damage to the ledger that no crash explains: someone changed its rows. Only `signer` is no damage: the
 * signer did not sign.
 */
export interface LedgerAlarm {
  readonly code: LedgerAlarmCode;
  /** What was found, as a sentence. */
  readonly found: string;
  /** What to do, as a sentence. */
  readonly advice: string;
  /** Whether nothing is signed until the alarm ends. Changes are recorded in any case. */
  readonly stops: boolean;
}

/** Where current alarms come from. */
export interface AlarmSource {
  readonly alarms: readonly LedgerAlarm[];
}

/** Several sources as one, which has their alarms in this order. */
export function joinAlarms(...sources: readonly AlarmSource[]): AlarmSource {
  return {
    get alarms() {
      return sources.flatMap(({ alarms }) => alarms);
    },
  };
}

const RESTORE =
  "Find out who changed the database; if a backup was restored, restore the newest one that has all signed entries";

const ADVICE: Readonly<Record<LedgerAlarmCode, string>> = {
  missing: `${RESTORE}, or accept the loss with 'indelible ledger accept-restore'.`,
  smaller: `${RESTORE}, or accept the loss with 'indelible ledger accept-restore'.`,
  contradiction: `${RESTORE}.`,
  "foreign-key":
    "Start the server with the ledger.key that signed the ledger, and with the same LEDGER_ORIGIN.",
  signer:
    "Changes are recorded, and signed as soon as the signer works again. Start it, or see why it refuses.",
  "foreign-entry":
    "Find out who added the entries; the owner of the database must remove them before the ledger can continue.",
  "unreadable-row":
    "The row is ignored. Find out who added it; 'indelible verify' reports it until the owner of the database removes it.",
  "poisoned-queue":
    "The rows are set aside in trail.set_aside, and the ledger continues. Find out who added or changed them.",
  schema:
    "Find out who changed the database's schema, and undo it; 'indelible verify' lists all differences.",
  verification:
    "Run 'indelible verify', which reports every problem, and find out who changed the database. The alarm ends when a later verification by the server finds nothing.",
};

const CONTINUING: ReadonlySet<LedgerAlarmCode> = new Set([
  "unreadable-row",
  "poisoned-queue",
  "schema",
  "verification",
]);

/** The alarm of a code; `found` is a sentence that says what was found. */
export function ledgerAlarm(code: LedgerAlarmCode, found: string): LedgerAlarm {
  return { code, found, advice: ADVICE[code], stops: !CONTINUING.has(code) };
}
