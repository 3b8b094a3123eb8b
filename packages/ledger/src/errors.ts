/**
 * Every code of a {@link LedgerError}, with an explanation for operators.
 * `docs/formats/ledger-errors.md` has the same table; a test checks that they are equal.
 */
export const LEDGER_ERRORS = {
  ARGUMENT_INVALID: "An argument is outside its documented range.",
  CRYPTO_UNAVAILABLE: "This runtime does not support Ed25519; pass another implementation.",
  READER_BROKEN: "A reader of the caller returned the wrong number or size of items.",
  TILE_PATH_MALFORMED: "The path is not the canonical path of a tile or entry bundle.",
  TILE_MALFORMED: "A tile does not have exactly the expected number of 32-byte hashes.",
  BUNDLE_MALFORMED:
    "An entry bundle does not have exactly the expected number of length-prefixed entries.",
  NOTE_MALFORMED: "The bytes are not a signed note.",
  KEY_MALFORMED: "The text is not a key, or its key ID does not match its name and key.",
  KEY_UNSUPPORTED: "The key has a type that cannot be used here.",
  KEY_AMBIGUOUS:
    "Two configured keys have the same name and key ID, or key statements contradict each other.",
  KEY_STATEMENT_MALFORMED: "The text is not a statement that replaces a key.",
  CHECKPOINT_MALFORMED: "The note text is not a checkpoint.",
  PROOF_MALFORMED: "The text is not a tlog-proof file.",
  WITNESS_BODY_MALFORMED: "The text is not a request or response body of the witness protocol.",
  POLICY_MALFORMED: "The text is not a witness policy.",
  SIGNATURE_INVALID: "A signature of a configured key does not verify.",
  SIGNATURE_MISSING: "The note is not signed by a required key.",
  ORIGIN_MISMATCH: "The checkpoint is of another log.",
  QUORUM_MISSING: "Not enough configured witnesses cosigned the checkpoint.",
  INCLUSION_REFUSED: "The proof does not show that the leaf is in the tree.",
  CONSISTENCY_REFUSED: "The proof does not show that the newer tree extends the older one.",
  RESOURCE_MISSING: "A file that the checkpoint requires is missing in the log.",
  RESOURCE_TOO_LARGE: "A file of the log is larger than its format allows.",
  LOG_MISMATCH: "The files of the log do not match the root of its checkpoint.",
} as const;

/** A stable, machine-readable code. The wording of messages may change, codes do not. */
export type LedgerErrorCode = keyof typeof LEDGER_ERRORS;

/**
 * The only error this package throws. `code` is the violated rule, `message` describes the problem,
 * `cause` is the underlying error if there was one. Errors thrown by a reader, signer or hash
 * function of the caller pass through unchanged.
 */
export class LedgerError extends Error {
  override readonly name = "LedgerError";
  readonly code: LedgerErrorCode;

  constructor(code: LedgerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
