/** What went wrong, as a caller may branch on it. Each code has one meaning: docs/errors.md. */
export type TrailErrorCode =
  | "stale"
  | "duplicate"
  | "missing-reference"
  | "still-referenced"
  | "unknown-document"
  | "rewritten"
  | "limit"
  | "definition"
  | "schema"
  | "secret"
  | "key-changed"
  | "ledger-key"
  | "input";

/**
 * Every error the trail raises on purpose. `message` is a sentence for the person at the other end;
 * it never holds a secret. `documentId` names the document concerned, where there is one.
 */
export class TrailError extends Error {
  readonly code: TrailErrorCode;
  readonly documentId: string | undefined;

  constructor(
    code: TrailErrorCode,
    message: string,
    options: { cause?: unknown; documentId?: string } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "TrailError";
    this.code = code;
    this.documentId = options.documentId;
  }
}
