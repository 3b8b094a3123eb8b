import type { Readable, Writable } from "node:stream";

/**
 * A running supervisor. Errors of its streams mean nothing by themselves: `exit` says what became of
 * it.
 */
export interface Channel {
  /** Closing it stops the script. */
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** The exit code, or ExecutionError: `lost` when the supervisor or the way to it died. */
  readonly exit: Promise<number>;
  /** Gives up: closes all streams, whatever still runs. May be called again. */
  destroy(): void;
}

/**
 * Starts a supervisor: bash, which takes its program, up to NUL, from standard input. ExecutionError
 * when that cannot be.
 */
export type OpenChannel = () => Promise<Channel>;

/**
 * The arguments of bash: to evaluate what it reads up to the first NUL. Without `--norc` it takes a
 * socket, which Node.js gives it, for a remote shell's, and runs the user's start-up file. The last
 * is the name it has in lists of processes. None holds a single quote.
 */
export const SUPERVISOR_ARGUMENTS = [
  "--norc",
  "-c",
  'IFS= read -r -d "" s; eval "$s"',
  "indelible",
];
