/**
 * Why a request is refused, as a caller may branch on it. Each code has one meaning; what it is over
 * HTTP is for whoever answers over HTTP.
 */
export type RefusalCode =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "append-only"
  | "conflict"
  | "too-large"
  | "address-too-long"
  | "wrong-media-type"
  | "too-many-requests"
  | "headers-too-large"
  | "damaged"
  | "unexpected";

/** A request that is refused; `message` is a sentence for the caller, and never holds a secret. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  /** What is wrong, a sentence each, where there is more to say than `message`. */
  readonly errors: readonly string[];
  /** JSON that helps a program: the document as it is now, when it was changed meanwhile. */
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

/** What is wrong with the request, a sentence each. */
export function invalid(...errors: [string, ...string[]]): Refusal {
  return new Refusal("invalid", "There was a problem with your request.", { errors });
}

/** A document or page that is missing or that the caller may not see: the two are not told apart. */
export function notFound(what: string): Refusal {
  return new Refusal("not-found", `The resource '${what}' was not found.`);
}
