/** What went wrong, as a caller may branch on it. Each code has one status and one meaning. */
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
  | "input";

/** The HTTP status that fits each code, for services that answer over HTTP. */
export const STATUS_OF_CODE: Readonly<Record<TrailErrorCode, number>> = {
  stale: 409,
  duplicate: 400,
  "missing-reference": 400,
  "still-referenced": 409,
  "unknown-document": 404,
  rewritten: 500,
  limit: 400,
  definition: 500,
  schema: 500,
  secret: 500,
  "key-changed": 503,
  input: 400,
};

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

  /** The HTTP status that fits this error. */
  get status(): number {
    return STATUS_OF_CODE[this.code];
  }
}
