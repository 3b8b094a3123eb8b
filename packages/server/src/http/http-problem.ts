/** The error body of every answer that is not a success. API reference, section 5. */
export interface ErrorBody {
  readonly ErrorMessage: string;
  readonly Errors: readonly string[];
  readonly HelpText?: string;
  readonly Details?: unknown;
}

/** A refusal with its HTTP status; `message` is a sentence for whoever made the request. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly errors: readonly string[];
  readonly details: unknown;

  constructor(
    status: number,
    message: string,
    options: { errors?: readonly string[]; details?: unknown; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "HttpProblem";
    this.status = status;
    this.errors = options.errors ?? [];
    this.details = options.details;
  }

  /** The body of the answer. */
  get body(): ErrorBody {
    const details = this.details === undefined ? {} : { Details: this.details };
    return { ErrorMessage: this.message, Errors: this.errors, ...details };
  }
}

/** 400: what is wrong with the request, a sentence each. */
export function badRequest(...errors: [string, ...string[]]): HttpProblem {
  return new HttpProblem(400, "There was a problem with your request.", { errors });
}

/** 404 for a document or page, whether it is missing or may not be seen. */
export function notFound(what: string): HttpProblem {
  return new HttpProblem(404, `The resource '${what}' was not found.`);
}
