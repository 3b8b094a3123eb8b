/** Size and root of a verified checkpoint. */
export interface SeenTree {
  readonly size: number;
  /** Base64 of 32 bytes. */
  readonly root: string;
}

/** How the newest checkpoint of a server compares with the one that this browser kept. */
export type CheckpointVerdict =
  | Consistent
  | Contradicting
  | { readonly kind: "no-checkpoint" }
  /** It is not signed with the key that this browser knows. */
  | { readonly kind: "unsigned"; readonly detail: string }
  /** The server did not serve what is needed to compare them. */
  | { readonly kind: "not-compared"; readonly detail: string }
  /** This browser does not support the signatures. */
  | { readonly kind: "unavailable" };

/** The ledger only grew since, or this is the first checkpoint that this browser saw. */
export interface Consistent {
  readonly kind: "consistent";
  /** Undefined for the first one. */
  readonly kept: SeenTree | undefined;
  readonly newest: SeenTree;
}

/** The ledger does not extend the one that this browser saw. */
export interface Contradicting {
  readonly kind: "contradicting";
  readonly reason: ContradictionReason;
  readonly kept: SeenTree;
  /** Undefined if the server has no checkpoint any more. */
  readonly newest: SeenTree | undefined;
}

/**
 * What contradicts: fewer entries, other entries of the same number, other earlier entries, or
 * tiles that do not match the signed checkpoint.
 */
export type ContradictionReason = "smaller" | "same-size" | "rewritten" | "other-tiles";

const MEANINGS: Readonly<Record<ContradictionReason, string>> = {
  smaller: "The ledger has fewer entries than before. Entries are never removed from a ledger.",
  "same-size": "The ledger has the same number of entries as before, but not the same entries.",
  rewritten: "The ledger has more entries than before, but the earlier ones are not the same.",
  "other-tiles":
    "The entries that the server shows are not those of its signed checkpoint, so nothing shows that the earlier ones are still the same.",
};

/** What a contradiction means, in a sentence. */
export function meaningOf(reason: ContradictionReason): string {
  return MEANINGS[reason];
}
