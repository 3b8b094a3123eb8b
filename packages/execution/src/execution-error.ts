/** The kind of an error, for callers to branch on; described in docs/formats/scripts.md. */
export type ExecutionErrorCode =
  | "no-interpreter"
  | "unreachable"
  | "host-key"
  | "authentication"
  | "transfer"
  | "lost";

/**
 * A script could not be run. `message` is meant for the task's log and never has a secret. A script
 * that fails is not an error: its exit code reports it.
 */
export class ExecutionError extends Error {
  readonly code: ExecutionErrorCode;

  constructor(code: ExecutionErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "ExecutionError";
    this.code = code;
  }
}
