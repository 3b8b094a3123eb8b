import type { LedgerCategory } from "@indelible/domain";
import { type LedgerAlarm, type LedgerReport, TrailError } from "@indelible/trail";
import { alarmVerb } from "./ledger-document.ts";

/** Dependencies of `LedgerReports`. */
export interface LedgerReportsOptions {
  /** Records an event; `verb` completes the sentence that begins with "Ledger". */
  readonly record: (category: LedgerCategory, verb: string) => Promise<void>;
  /** The codes of the recorded alarms whose end is not recorded. */
  readonly recordedAlarms: () => Promise<ReadonlySet<string>>;
  readonly logError: (error: unknown, occasion: string) => void;
}

/**
 * Logs each alarm of the ledger once, and records an event when it is raised and when it ends. If recording
 * fails, the error is logged and the next report tries again: it must not stop the ledger.
 */
export class LedgerReports {
  readonly #options: LedgerReportsOptions;
  readonly #logged = new Set<string>();
  /** The codes of recorded alarms whose end is not recorded. */
  readonly #recorded = new Set<string>();
  #firstSight: LedgerReport["firstSight"];
  /** Whether the alarms that an earlier process recorded were looked up. */
  #isLoaded = false;

  constructor(options: LedgerReportsOptions) {
    this.#options = options;
  }

  /** Takes the report of a batch. */
  async take({ alarms, firstSight }: LedgerReport): Promise<void> {
    this.#firstSight ??= firstSight;
    for (const alarm of alarms) this.#log(alarm);
    try {
      await this.#loadRecorded(alarms);
      for (const alarm of alarms) await this.#raise(alarm);
      await this.#endOthers(new Set(alarms.map(({ code }) => code)));
      await this.#recordFirstSight();
    } catch (error) {
      this.#options.logError(error, "recording what happened to the ledger");
    }
  }

  #log({ code, found, advice }: LedgerAlarm): void {
    if (this.#logged.has(code)) return;
    this.#logged.add(code);
    this.#options.logError(new TrailError("rewritten", `${found} ${advice}`), "ALARM: the ledger");
  }

  /** An alarm raised before this process was started is already recorded. */
  async #loadRecorded(alarms: readonly LedgerAlarm[]): Promise<void> {
    if (this.#isLoaded) return;
    const known = alarms.length === 0 ? new Set() : await this.#options.recordedAlarms();
    for (const { code } of alarms) if (known.has(code)) this.#recorded.add(code);
    this.#isLoaded = true;
  }

  async #raise({ code, found }: LedgerAlarm): Promise<void> {
    if (this.#recorded.has(code)) return;
    await this.#options.record("LedgerAlarm", alarmVerb(code, found));
    this.#recorded.add(code);
  }

  async #endOthers(current: ReadonlySet<string>): Promise<void> {
    for (const code of this.#recorded) {
      if (current.has(code)) continue;
      await this.#options.record("LedgerAlarmEnded", `ended the alarm '${code}'`);
      this.#recorded.delete(code);
      this.#logged.delete(code);
    }
  }

  async #recordFirstSight(): Promise<void> {
    if (this.#firstSight === undefined) return;
    const entries = `${this.#firstSight.size} entries`;
    const verb = `was taken over with ${entries} by a server that had kept no checkpoint of it`;
    await this.#options.record("LedgerTakenOver", verb);
    this.#firstSight = undefined;
  }
}
