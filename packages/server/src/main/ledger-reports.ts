import type { CategoryId } from "@indelible/domain";
import { type LedgerAlarm, type LedgerReport, TrailError } from "@indelible/trail";
import { alarmVerb } from "./ledger-document.ts";

/** Where reports about the ledger go. */
export interface LedgerReportsOptions {
  /** Puts a fact on record; `verb` completes the sentence that begins with "Ledger". */
  readonly record: (category: CategoryId, verb: string) => Promise<void>;
  /** The codes of the alarms whose raising is on record and whose end is not. */
  readonly alarmsOnRecord: () => Promise<ReadonlySet<string>>;
  readonly logError: (error: unknown, occasion: string) => void;
}

/**
 * Logs each alarm of the ledger once and puts it on record, when it is raised and when it ends. What
 * cannot be recorded is logged and tried again with the next report: it must not stop the ledger.
 */
export class LedgerReports {
  readonly #options: LedgerReportsOptions;
  readonly #logged = new Set<string>();
  /** The codes of alarms whose raising is on record and whose end is not. */
  readonly #recorded = new Set<string>();
  #firstSight: LedgerReport["firstSight"];
  /** Whether it was looked up what an earlier process put on record. */
  #hasLooked = false;

  constructor(options: LedgerReportsOptions) {
    this.#options = options;
  }

  /** Takes the report of a batch. */
  async take({ alarms, firstSight }: LedgerReport): Promise<void> {
    this.#firstSight ??= firstSight;
    for (const alarm of alarms) this.#log(alarm);
    try {
      await this.#lookOnce(alarms);
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

  /** An alarm that stands since before this process was started is on record already. */
  async #lookOnce(alarms: readonly LedgerAlarm[]): Promise<void> {
    if (this.#hasLooked) return;
    const known = alarms.length === 0 ? new Set() : await this.#options.alarmsOnRecord();
    for (const { code } of alarms) if (known.has(code)) this.#recorded.add(code);
    this.#hasLooked = true;
  }

  async #raise({ code, found }: LedgerAlarm): Promise<void> {
    if (this.#recorded.has(code)) return;
    await this.#options.record("LedgerAlarm", alarmVerb(code, found));
    this.#recorded.add(code);
  }

  async #endOthers(standing: ReadonlySet<string>): Promise<void> {
    for (const code of this.#recorded) {
      if (standing.has(code)) continue;
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
