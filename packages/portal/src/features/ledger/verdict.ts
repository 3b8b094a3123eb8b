import type { LedgerErrorCode } from "@indelible/ledger";

/** Why a proof is invalid: an error of the ledger package, or a difference from the page. */
export type BrokenReason =
  | LedgerErrorCode
  | "EVENT_UNREADABLE"
  | "EVENT_FORMAT_UNKNOWN"
  | "EVENT_DIFFERS_FROM_PAGE"
  | "INDEX_DIFFERS_FROM_PAGE";

/** What checking the proof of an event came to. */
export type Verdict = Proved | Broken | Unavailable;

/** The event is as recorded, and the ledger contains it. */
export interface Proved {
  readonly kind: "proved";
  /** Place in the ledger, from 0. */
  readonly index: number;
  /** Entries of the tree whose checkpoint was signed. */
  readonly size: number;
  /** Name and key ID of the key that signed, as `name+id`. */
  readonly signedBy: string;
  /** Signatures of keys that this page does not know, as of witnesses. */
  readonly otherSignatures: number;
}

/** The proof does not show that. */
export interface Broken {
  readonly kind: "broken";
  readonly reason: BrokenReason;
  /** What it means, in a sentence. */
  readonly meaning: string;
  /** What exactly was found. */
  readonly detail: string;
}

/** This browser cannot verify the proof. */
export interface Unavailable {
  readonly kind: "unavailable";
}

const MEANINGS: Readonly<Partial<Record<BrokenReason, string>>> = {
  EVENT_UNREADABLE: "The server sent data that is not an event.",
  EVENT_FORMAT_UNKNOWN: "The event has a format that this page cannot read: reload the page.",
  EVENT_DIFFERS_FROM_PAGE: "The page does not show the recorded event.",
  INDEX_DIFFERS_FROM_PAGE: "The proof is for another entry of the ledger.",
  INCLUSION_REFUSED: "The event does not match the ledger: one of them was changed.",
  SIGNATURE_MISSING: "The checkpoint is not signed with the key this browser knows.",
  SIGNATURE_INVALID: "The checkpoint was changed after it was signed.",
  ORIGIN_MISMATCH: "The proof is for another ledger.",
  PROOF_MALFORMED: "The server sent data that is not a proof.",
  NOTE_MALFORMED: "The server sent a proof without a readable checkpoint.",
  CHECKPOINT_MALFORMED: "The server sent a proof without a readable checkpoint.",
  KEY_MALFORMED: "The key of the ledger cannot be read.",
};

/** The verdict that a proof is broken, for a reason. */
export function broken(reason: BrokenReason, detail: string): Broken {
  const meaning = MEANINGS[reason] ?? "The proof does not hold.";
  return { kind: "broken", reason, meaning, detail };
}
