/** The kind of an error, for callers to branch on. Codes: docs/errors.md. */
export type TrailErrorCode =
  | "stale"
  | "duplicate"
  | "missing-reference"
  | "still-referenced"
  | "unknown-document"
  | "rewritten"
  | "limit"
  | "refused"
  | "definition"
  | "schema"
  | "secret"
  | "key-changed"
  | "ledger-key"
  | "unavailable"
  | "damaged"
  | "input";

/**
 * Every error that the trail raises on purpose. `message` is for users and never contains a secret.
 * `documentId` is the document concerned, if there is one; `field` the one whose value is in use, of
 * code `duplicate`.
 */
export class TrailError extends Error {
  readonly code: TrailErrorCode;
  readonly documentId: string | undefined;
  readonly field: string | undefined;

  constructor(
    code: TrailErrorCode,
    message: string,
    options: { cause?: unknown; documentId?: string; field?: string | undefined } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "TrailError";
    this.code = code;
    this.documentId = options.documentId;
    this.field = options.field;
  }
}
