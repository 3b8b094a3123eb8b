import type { RefusalReason } from "./refusal.ts";

/** Refusals since the witness started, by reason; reasons that did not occur are left out. */
export type Refusals = Readonly<Partial<Record<RefusalReason, number>>>;

/** The state of a watched log. Everything in it may be public. */
export interface LogHealth {
  readonly origin: string;
  /** SHA-256 of the origin in hexadecimal, as in the path of its last cosigned checkpoint. */
  readonly originHash: string;
  /** Entries of the last cosigned tree; null if none was cosigned, or if the state has a problem. */
  readonly size: number | null;
  /** Base64 of the root hash; null as for the size. */
  readonly root: string | null;
  /** When it was cosigned by the witness's clock, ISO 8601; null as for the size. */
  readonly cosignedOn: string | null;
  /** Why nothing is signed for this log; null if there is no problem. */
  readonly problem: string | null;
  readonly refusals: Refusals;
}

/** The state of a witness, as `GET /healthz` returns it. */
export interface WitnessHealth {
  /** "failing" if nothing is signed for at least one log. */
  readonly status: "ok" | "failing";
  readonly name: string;
  /** The witness's verifier key string (C2SP vkey). */
  readonly verifierKey: string;
  readonly logs: readonly LogHealth[];
  /** Refused requests that belong to no watched log. */
  readonly refusals: Refusals;
}
