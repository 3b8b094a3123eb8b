/**
 * What is wrong: an event or a row of the ledger is not as it was `changed`, gone (`missing`), not of
 * the server's making (`inserted`), in another's place (`reordered`); the log lost its end
 * (`truncated`) or is not the one that was signed (`forked`).
 */
export type FindingKind = "changed" | "missing" | "inserted" | "reordered" | "truncated" | "forked";

/** Something that is not as the server recorded it. */
export interface Finding {
  readonly kind: FindingKind;
  /** Such as `Events-17`; null where no one event can be named. */
  readonly eventId: string | null;
  /** Place in the ledger, from 0; null where it has none. */
  readonly index: number | null;
  /** What exactly was found, as a sentence. */
  readonly detail: string;
}

/** Findings kept at most: the rest is counted only, so that memory stays flat. */
export const FINDINGS_MAX = 1_000;

/** What was found so far, in bounded memory. */
export class Findings {
  readonly #kept: Finding[] = [];
  #count = 0;

  add(...findings: readonly Finding[]): void {
    this.#count += findings.length;
    this.#kept.push(...findings.slice(0, Math.max(0, FINDINGS_MAX - this.#kept.length)));
  }

  /** All that were found, those not kept included. */
  get count(): number {
    return this.#count;
  }

  /** Those kept, by their place in the ledger; those without a place come last. */
  inOrder(): Finding[] {
    const place = ({ index }: Finding) => index ?? Number.MAX_SAFE_INTEGER;
    return this.#kept.toSorted((a, b) => place(a) - place(b));
  }
}

/** An event that does not exist although something of it is left. */
export function goneFinding(eventId: string, left: string): Finding {
  const detail = `The event is gone; ${left} is all that is left of it.`;
  return { kind: "missing", eventId, index: null, detail };
}
