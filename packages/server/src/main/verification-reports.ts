import type { LedgerCategory } from "@indelible/domain";
import type { RoundFindings, TrailEvent, VerifierRound } from "@indelible/trail";

/** Dependencies of `VerificationReports`. */
export interface VerificationReportsOptions {
  /** Records an event; `verb` completes the sentence that starts with "Ledger". */
  readonly record: (category: LedgerCategory, verb: string) => Promise<void>;
  /** The newest recorded event of a round; undefined if there is none. */
  readonly lastRecorded: () => Promise<Pick<TrailEvent, "Occurred" | "Message"> | undefined>;
}

/** The categories of the events of rounds. */
export const VERIFICATION_CATEGORIES = [
  "LedgerVerified",
  "LedgerVerificationFailed",
] as const satisfies readonly LedgerCategory[];

/** After this time a round is recorded again although its result is the same. */
export const REPEATED_MILLISECONDS = 24 * 3_600_000;

const FINDINGS_NAMED = 10;
const DETAIL_LENGTH_MAX = 300;

interface Recorded {
  readonly result: string;
  /** In milliseconds. */
  readonly at: number;
}

/**
 * Records rounds of the server's own verifier: each whose result differs from that of the round
 * recorded before, and once a day one with the same result, such as no findings. What an earlier
 * process recorded counts.
 */
export class VerificationReports {
  readonly #options: VerificationReportsOptions;
  #last: Recorded | undefined;

  constructor(options: VerificationReportsOptions) {
    this.#options = options;
  }

  /** Takes a round that ended. Fails if its event cannot be recorded; the next round tries again. */
  async take(round: VerifierRound): Promise<void> {
    const result = resultOf(round.findings);
    const at = round.endedAt.getTime();
    this.#last ??= recordedIn(await this.#options.lastRecorded());
    const isRepeated = this.#last !== undefined && this.#last.result === result;
    if (isRepeated && at - (this.#last?.at ?? 0) < REPEATED_MILLISECONDS) return;
    const category = round.findings.count === 0 ? "LedgerVerified" : "LedgerVerificationFailed";
    await this.#options.record(category, verbOf(round, result));
    this.#last = { result, at };
  }
}

/** Separates what was verified from the result, which is compared with that of other rounds. */
const SEPARATOR = " with ";

function verbOf({ size, root, startedAt, endedAt }: VerifierRound, result: string): string {
  const time = `from ${startedAt.toISOString()} to ${endedAt.toISOString()}`;
  return `was verified up to ${size} entries (root ${root}) ${time}${SEPARATOR}${result}`;
}

function resultOf({ count, kept }: RoundFindings): string {
  if (count === 0) return "no findings";
  const named = kept.slice(0, FINDINGS_NAMED).map(([kind, eventId, , detail]) => {
    return `${eventId ?? "ledger"} ${kind}: ${detail.slice(0, DETAIL_LENGTH_MAX)}`;
  });
  const others = count - named.length;
  const rest = others > 0 ? [`and ${others} others`] : [];
  return `${count} findings: ${[...named, ...rest].join("; ")}`;
}

function recordedIn(
  event: Pick<TrailEvent, "Occurred" | "Message"> | undefined,
): Recorded | undefined {
  if (event === undefined) return undefined;
  const start = event.Message.indexOf(SEPARATOR) + SEPARATOR.length;
  return { result: event.Message.slice(start), at: Date.parse(event.Occurred) };
}
