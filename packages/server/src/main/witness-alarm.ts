import type { LedgerCategory } from "@indelible/domain";
import type { WitnessStatus } from "@indelible/trail";
import { alarmVerb } from "./ledger-document.ts";

/** Dependencies of `WitnessAlarm`. */
export interface WitnessAlarmOptions {
  /** Records an event; `verb` completes the sentence that starts with "Ledger". */
  readonly record: (category: LedgerCategory, verb: string) => Promise<void>;
  /** The codes of the recorded alarms whose end is not recorded. */
  readonly recordedAlarms: () => Promise<ReadonlySet<string>>;
}

const CODE = "witness";

/**
 * Records when a witness reports another history than that of the ledger, and when all witnesses
 * agree again. A witness that does not answer has not agreed.
 */
export class WitnessAlarm {
  readonly #options: WitnessAlarmOptions;
  #isRaised: boolean | undefined;

  constructor(options: WitnessAlarmOptions) {
    this.#options = options;
  }

  /** Takes the state after a round. Fails if the event cannot be recorded; a later round tries again. */
  async take(statuses: readonly WitnessStatus[]): Promise<void> {
    const asked = statuses.filter(({ state }) => state !== "unasked");
    const alarmed = asked.filter(({ state }) => state === "alarm");
    const agree = asked.length > 0 && asked.every(({ state }) => state === "cosigned");
    if (alarmed.length === 0 && !agree) return;
    this.#isRaised ??= (await this.#options.recordedAlarms()).has(CODE);
    if (this.#isRaised === !agree) return;
    if (agree) await this.#options.record("LedgerAlarmEnded", `ended the alarm '${CODE}'`);
    else await this.#options.record("LedgerAlarm", alarmVerb(CODE, foundBy(alarmed)));
    this.#isRaised = !agree;
  }
}

function foundBy(alarmed: readonly WitnessStatus[]): string {
  const details = alarmed.map(({ name, detail }) => `the witness ${name}: ${detail}`);
  return `Another history is known to ${details.join("; ")}.`;
}
