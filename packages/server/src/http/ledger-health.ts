import type { Ledger, LedgerAlarm, Sequencer } from "@indelible/trail";

/** What the health of a ledger is read from. */
export interface LedgerHealthOptions {
  readonly ledger: Ledger;
  readonly sequencer: Pick<Sequencer, "alarms">;
  readonly clock: () => Date;
}

/** How a ledger is doing. */
export interface LedgerHealth {
  readonly size: number;
  /** Events recorded but not yet provable, and the age of the oldest of them. */
  readonly waiting: number;
  readonly lagSeconds: number;
  readonly alarms: readonly LedgerAlarm[];
  /** Whether an alarm stands, or events wait for too long. */
  readonly isDegraded: boolean;
}

/** Events become provable within a second; the sequencer is in trouble long before this. */
const LAG_SECONDS_MAX = 30;

/** Reads how a ledger is doing now. */
export async function ledgerHealth(options: LedgerHealthOptions): Promise<LedgerHealth> {
  const { ledger, clock } = options;
  const [head, lag] = await Promise.all([ledger.checkpoint(), ledger.lag()]);
  const lagSeconds = lag.since === null ? 0 : (clock().getTime() - lag.since.getTime()) / 1000;
  const { alarms } = options.sequencer;
  const isDegraded = alarms.length > 0 || lagSeconds > LAG_SECONDS_MAX;
  return { size: head?.size ?? 0, waiting: lag.waiting, lagSeconds, alarms, isDegraded };
}
