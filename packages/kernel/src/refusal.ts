/**
 * Why a request is refused, for code to branch on. Each code has one meaning. The HTTP layer maps it
 * to a status.
 */
export type RefusalCode =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "append-only"
  | "too-slow"
  | "conflict"
  | "too-large"
  | "address-too-long"
  | "wrong-media-type"
  | "too-many-requests"
  | "headers-too-large"
  | "damaged"
  | "unexpected";

/** A refused request. `message` is for the caller, and never contains a secret. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  /** One message for each problem; empty when `message` says everything. */
  readonly errors: readonly string[];
  /** JSON for programs, such as the current document when it was changed concurrently. */
  readonly details: unknown;

  constructor(
    code: RefusalCode,
    message: string,
    options: { errors?: readonly string[]; details?: unknown; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "Refusal";
    this.code = code;
    this.errors = options.errors ?? [];
    this.details = options.details;
  }
}

/** A refusal of an invalid request, with one message for each problem. */
export function invalid(...errors: [string, ...string[]]): Refusal {
  return new Refusal("invalid", "There was a problem with your request.", { errors });
}

/** A refusal for a document or page that is missing, or that the caller may not see: both are the same. */
export function notFound(what: string): Refusal {
  return new Refusal("not-found", `The resource '${what}' was not found.`);
}
