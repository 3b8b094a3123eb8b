/**
 * Every code a {@link LedgerError} can carry, with the sentence that explains it to an operator.
 * The same table stands in `docs/formats/ledger-errors.md`; a test keeps the two equal.
 */
export const LEDGER_ERRORS = {
  ARGUMENT_INVALID: "The calling program passed a value outside the documented range.",
  CRYPTO_UNAVAILABLE: "This runtime cannot do Ed25519; pass another implementation.",
  READER_BROKEN: "A reader supplied by the caller answered with the wrong number or size of items.",
  TILE_PATH_MALFORMED: "The path is not the one spelling of a tile or entry bundle.",
  TILE_MALFORMED: "A tile does not hold exactly its number of 32-byte hashes.",
  BUNDLE_MALFORMED: "An entry bundle does not hold exactly its number of length-prefixed entries.",
  NOTE_MALFORMED: "The bytes are not a signed note.",
  KEY_MALFORMED: "The text is not a key, or its key ID does not belong to its name and key.",
  KEY_UNSUPPORTED: "The key has a type that cannot be used here.",
  KEY_AMBIGUOUS: "Two configured keys share one name and key ID.",
  CHECKPOINT_MALFORMED: "The note text is not a checkpoint.",
  PROOF_MALFORMED: "The text is not a tlog-proof file.",
  WITNESS_BODY_MALFORMED: "The text is not a body of the witness protocol.",
  POLICY_MALFORMED: "The text is not a witness policy.",
  SIGNATURE_INVALID: "A signature that claims to be of a configured key does not verify.",
  SIGNATURE_MISSING: "No configured key that is needed here signed the note.",
  ORIGIN_MISMATCH: "The checkpoint belongs to another log.",
  QUORUM_MISSING: "Too few configured witnesses cosigned the checkpoint.",
  INCLUSION_REFUSED: "The proof does not show that the leaf is in the tree.",
  CONSISTENCY_REFUSED: "The proof does not show that the newer tree extends the older one.",
  RESOURCE_MISSING: "The log lacks a file that its checkpoint demands.",
  RESOURCE_TOO_LARGE: "A file of the log is larger than its format allows.",
  LOG_MISMATCH: "The files of the log do not add up to the root of its checkpoint.",
} as const;

/** A stable, machine-readable reason; messages may be reworded, codes are not. */
export type LedgerErrorCode = keyof typeof LEDGER_ERRORS;

/**
 * The only error this package throws. `code` says which rule was broken, `message` what exactly was
 * found, `cause` holds the underlying error if there was one. Errors thrown by a reader, signer or
 * hash function of the caller pass through unchanged.
 */
export class LedgerError extends Error {
  override readonly name = "LedgerError";
  readonly code: LedgerErrorCode;

  constructor(code: LedgerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
