import type { AlarmSource, Ledger, LedgerAlarm } from "@indelible/trail";

/** Dependencies of `ledgerHealth`. */
export interface LedgerHealthOptions {
  readonly ledger: Ledger;
  readonly alarmSource: AlarmSource;
  readonly clock: () => Date;
}

/** The health of a ledger. */
export interface LedgerHealth {
  readonly size: number;
  /** Events recorded but not yet provable, and the age of the oldest of them. */
  readonly waiting: number;
  readonly lagSeconds: number;
  readonly alarms: readonly LedgerAlarm[];
  /** Whether there is an alarm, or events have waited for too long. */
  readonly isDegraded: boolean;
}

/** Normally events are in the ledger within a second. */
const LAG_SECONDS_MAX = 30;

/** Reads the current health of a ledger. */
export async function ledgerHealth(options: LedgerHealthOptions): Promise<LedgerHealth> {
  const { ledger, clock } = options;
  const [head, lag] = await Promise.all([ledger.checkpoint(), ledger.lag()]);
  const lagSeconds = lag.since === null ? 0 : (clock().getTime() - lag.since.getTime()) / 1000;
  const { alarms } = options.alarmSource;
  const isDegraded = alarms.length > 0 || lagSeconds > LAG_SECONDS_MAX;
  return { size: head?.size ?? 0, waiting: lag.waiting, lagSeconds, alarms, isDegraded };
}
