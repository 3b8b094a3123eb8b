/**
 * What was wrong with a value, a pointer or a patch:
 * - `not-json`: a value JSON cannot hold (undefined, NaN, Infinity, a Date, a function)
 * - `too-deep`: nested deeper than MAX_NESTING
 * - `lone-surrogate`: a string that has no UTF-8 form
 * - `bad-pointer`: a text that is no JSON Pointer (RFC 6901)
 * - `no-such-path`: a well-formed pointer to nothing, or to where nothing can be added
 * - `test-failed`: a patch's `test` found another value
 * - `bad-operation`: an operation that is not add, remove, replace, move or test, or lacks a value
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

/** Every error the JSON and patch functions raise. `message` names places, never values. */
export class JsonError extends Error {
  readonly code: JsonErrorCode;

  constructor(code: JsonErrorCode, message: string) {
    super(message);
    this.name = "JsonError";
    this.code = code;
  }
}

/** The error of every function that meets a value nested deeper than `limit`. */
export function nestedTooDeeply(limit: number): JsonError {
  return new JsonError("too-deep", `The JSON is nested deeper than ${limit} levels.`);
}
