import type { Readable, Writable } from "node:stream";

/** A running supervisor. Errors of its streams can be ignored: `exit` reports how it ended. */
export interface Channel {
  /** Closing it stops the script. */
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** The exit code. ExecutionError `lost` if the supervisor or the connection died. */
  readonly exit: Promise<number>;
  /** Closes all streams without waiting for the supervisor. May be called several times. */
  destroy(): void;
}

/**
 * Starts a supervisor: bash, which reads its program, up to NUL, from standard input.
 * ExecutionError if it cannot be started.
 */
export type OpenChannel = () => Promise<Channel>;

/**
 * The arguments of bash: it evaluates what it reads up to the first NUL. Its standard input is a
 * socket, so without `--norc` it would assume a remote shell and run the user's start-up file. The
 * last argument is its name in lists of processes. None has a single quote.
 */
export const SUPERVISOR_ARGUMENTS = [
  "--norc",
  "-c",
  'IFS= read -r -d "" s; eval "$s"',
  "indelible",
];
