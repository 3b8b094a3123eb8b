import type { LedgerCategory } from "@indelible/domain";
import type { Quorum, WitnessStatus } from "@indelible/trail";

/** Dependencies of `QuorumReports`. */
export interface QuorumReportsOptions {
  readonly clock: () => Date;
  /** The name of this server, which is in the events: each server asks the witnesses itself. */
  readonly node: string;
  /** Records an event; `verb` completes the sentence that starts with "Ledger". */
  readonly record: (category: LedgerCategory, verb: string) => Promise<void>;
  /** Whether the newest recorded event of this server says that the quorum is lost. */
  readonly isRecordedAsLost: () => Promise<boolean>;
}

/** How long the quorum is lost, or met again, before that is recorded. */
export const LASTING_MILLISECONDS = 60_000;

const WITNESSES_NAMED = 10;
const DETAIL_LENGTH_MAX = 200;

/**
 * Records when the quorum of witnesses is lost and when it is met again: only a change that lasted
 * for a minute, so that a witness which is restarted leaves no event.
 */
export class QuorumReports {
  readonly #options: QuorumReportsOptions;
  #isMet: boolean | undefined;
  /** Since when `#isMet` has its value, in milliseconds. */
  #since = 0;
  #isRecordedAsLost: boolean | undefined;

  constructor(options: QuorumReportsOptions) {
    this.#options = options;
  }

  /** Takes the state after a round. Fails if the event cannot be recorded; a later round tries again. */
  async take(quorum: Quorum, statuses: readonly WitnessStatus[]): Promise<void> {
    const now = this.#options.clock().getTime();
    if (quorum.isMet !== this.#isMet) {
      this.#isMet = quorum.isMet;
      this.#since = now;
    }
    if (now - this.#since < LASTING_MILLISECONDS) return;
    this.#isRecordedAsLost ??= await this.#options.isRecordedAsLost();
    if (this.#isRecordedAsLost !== quorum.isMet) return;
    await this.#record(quorum, statuses);
    this.#isRecordedAsLost = !quorum.isMet;
  }

  #record({ name, isMet }: Quorum, statuses: readonly WitnessStatus[]): Promise<void> {
    const { node, record } = this.#options;
    const by = `on the server ${node}`;
    if (!isMet) {
      const why = `lost its quorum of witnesses '${name}' ${by}: ${missingOf(statuses)}`;
      return record("WitnessQuorumLost", why);
    }
    const verb =
      name === undefined
        ? `does not need a quorum of witnesses any more ${by}`
        : `has its quorum of witnesses '${name}' again ${by}`;
    return record("WitnessQuorumRegained", verb);
  }
}

/** The witnesses that do not cosign, and why. */
function missingOf(statuses: readonly WitnessStatus[]): string {
  const missing = statuses.filter(({ state }) => state !== "cosigned");
  const named = missing.slice(0, WITNESSES_NAMED).map(({ name, state, detail }) => {
    return `${name} ${detail === "" ? WORDS[state] : `(${detail.slice(0, DETAIL_LENGTH_MAX)})`}`;
  });
  const others = missing.length - named.length;
  return [...named, ...(others > 0 ? [`and ${others} others`] : [])].join(", ");
}

const WORDS: Readonly<Record<WitnessStatus["state"], string>> = {
  waiting: "(no answer yet)",
  cosigned: "(cosigned)",
  failing: "(no answer)",
  alarm: "(another history)",
  unasked: "(no URL)",
};
