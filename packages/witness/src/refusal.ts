/** Why a witness refused a request, with the HTTP status and the message of its response. */
const REFUSALS = {
  "too-large": { status: 400, message: "The request has too many bytes." },
  unreadable: { status: 400, message: "The body is not an add-checkpoint request." },
  "unknown-log": { status: 404, message: "This witness does not watch a log of this origin." },
  "not-signed": { status: 403, message: "No trusted key of this log signed it." },
  "not-a-checkpoint": { status: 400, message: "The signed text is not a checkpoint." },
  "old-size": { status: 400, message: "The old size is above the checkpoint's." },
  "other-size": { status: 409, message: "The old size is not the last cosigned one." },
  inconsistent: {
    status: 422,
    message: "The checkpoint is not shown to extend the one that was cosigned last.",
  },
  state: { status: 500, message: "The witness cannot read or write its state." },
  busy: { status: 503, message: "The witness has too many requests; try again later." },
  "too-slow": { status: 503, message: "The witness did not finish in time; try again later." },
} as const;

/** The reason of a refusal. */
export type RefusalReason = keyof typeof REFUSALS;

/** All reasons, in the order in which a request can be refused. */
export const REFUSAL_REASONS: readonly RefusalReason[] = [
  "too-large",
  "unreadable",
  "unknown-log",
  "not-signed",
  "not-a-checkpoint",
  "old-size",
  "other-size",
  "inconsistent",
  "state",
  "busy",
  "too-slow",
];

/** The HTTP status and the message for a reason. */
export function refusalOf(reason: RefusalReason): { status: number; message: string } {
  return REFUSALS[reason];
}

/** Counts refusals by reason, from 0. */
export class RefusalCounter {
  readonly #counts = new Map<RefusalReason, number>();

  add(reason: RefusalReason): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
  }

  /** The reasons that occurred and how often, in the order of {@link REFUSAL_REASONS}. */
  counts(): Readonly<Partial<Record<RefusalReason, number>>> {
    return Object.fromEntries(
      REFUSAL_REASONS.filter((reason) => this.#counts.has(reason)).map((reason) => [
        reason,
        this.#counts.get(reason),
      ]),
    );
  }
}
