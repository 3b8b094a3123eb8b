/**
 * The problem with a value, a pointer or a patch:
 * - `not-json`: a value that JSON cannot represent (undefined, NaN, Infinity, a Date, a function)
 * - `too-deep`: nested deeper than MAX_NESTING
 * - `lone-surrogate`: a string that UTF-8 cannot encode
 * - `bad-pointer`: a text that is not a JSON Pointer (RFC 6901)
 * - `no-such-path`: a well-formed pointer to nothing, or to where nothing can be added
 * - `test-failed`: a patch's `test` found another value
 * - `bad-operation`: an operation that is not add, remove, replace, move or test, or has no value
 * - `too-many-operations`: a patch longer than MAX_OPERATIONS
 */
export type JsonErrorCode =
  | "not-json"
  | "too-deep"
  | "lone-surrogate"
  | "bad-pointer"
  | "no-such-path"
  | "test-failed"
  | "bad-operation"
  | "too-many-operations";

/** Every error that the JSON and patch functions raise. `message` contains paths, never values. */
export class JsonError extends Error {
  readonly code: JsonErrorCode;

  constructor(code: JsonErrorCode, message: string) {
    super(message);
    this.name = "JsonError";
    this.code = code;
  }
}

/** The error for a value that is nested deeper than `limit`. */
export function nestedTooDeeply(limit: number): JsonError {
  return new JsonError("too-deep", `The JSON is nested deeper than ${limit} levels.`);
}
