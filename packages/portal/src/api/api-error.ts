/** Status of an {@link ApiError} whose request never got an answer. */
export const NO_ANSWER = 0;

/** The error body of the API (reference, section 5). */
export interface ErrorBody {
  readonly ErrorMessage: string;
  readonly Errors: readonly string[];
}

/** A request the server refused, or never answered (`status` is then {@link NO_ANSWER}). */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code = "API_REQUEST_FAILED";
  readonly status: number;
  readonly errors: readonly string[];

  constructor(status: number, message: string, errors: readonly string[] = []) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

/** An error as text: what is wrong with a request, sentence by sentence, or its message. */
export function errorText(error: unknown): string {
  if (error instanceof ApiError && error.errors.length > 0) return error.errors.join(" ");
  return error instanceof Error ? error.message : String(error);
}

/** Whether `error` says that there is no valid session. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

/** Whether `error` says that the viewer may not see this, or that it does not exist. */
export function isWithheld(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 403 || error.status === 404);
}

/** Whether a retry can help: the server did not answer or had an internal error. */
export function isTransient(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === NO_ANSWER || error.status >= 500;
}

/** Builds the error for an unsuccessful answer from its status and parsed body, which may have any form. */
export function errorFromAnswer(status: number, body: unknown): ApiError {
  if (!isErrorBody(body)) return new ApiError(status, `The server answered with status ${status}.`);
  const errors = Array.isArray(body.Errors) ? body.Errors : [];
  return new ApiError(status, body.ErrorMessage, errors);
}

function isErrorBody(body: unknown): body is ErrorBody {
  return (
    typeof body === "object" &&
    body !== null &&
    "ErrorMessage" in body &&
    typeof body.ErrorMessage === "string" &&
    "Errors" in body
  );
}
