/**
 * `unreachable`: nothing listens at the socket; `timeout`: no answer in time; `malformed`: bytes that
 * are not of the protocol; `signature`: the signature does not verify; `in-use`: another process listens
 * at the socket; the others are reasons to refuse: docs/formats/signer.md.
 */
export type SignerErrorCode =
  | "unreachable"
  | "timeout"
  | "malformed"
  | "signature"
  | "in-use"
  | SignerRefusal;

/** Why a signer does not sign. */
export type SignerRefusal =
  | "unsupported"
  | "not-a-checkpoint"
  | "origin"
  | "smaller"
  | "other-tree"
  | "successor"
  | "state";

/** An error of a signer or of its client. The message is for the operator. */
export class SignerError extends Error {
  override readonly name = "SignerError";
  readonly code: SignerErrorCode;

  constructor(code: SignerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
