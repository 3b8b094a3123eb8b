/** What went wrong, as a caller may branch on it; docs/formats/scripts.md has the meanings. */
export type ExecutionErrorCode =
  | "no-interpreter"
  | "unreachable"
  | "host-key"
  | "authentication"
  | "transfer"
  | "lost";

/**
 * Every error that running a script raises on purpose. `message` is a sentence for the log of the
 * task; it never holds a secret. What a script itself does wrong is no error but its exit code.
 */
export class ExecutionError extends Error {
  readonly code: ExecutionErrorCode;

  constructor(code: ExecutionErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "ExecutionError";
    this.code = code;
  }
}
