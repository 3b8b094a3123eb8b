import { PassThrough } from "node:stream";
import type { ScriptRun } from "@indelible/execution";

/** A channel to a supervisor that a test plays. */
export interface TestChannel {
  /** What the run sends; a test reads it. */
  readonly stdin: PassThrough;
  /** A test writes the supervisor's output. */
  readonly stdout: PassThrough;
  readonly stderr: PassThrough;
  readonly exit: Promise<number>;
  /** Ends the output, then the supervisor. */
  readonly end: (exitCode: number) => void;
  /** Ends the output and breaks the connection. */
  readonly lose: (error: Error) => void;
  readonly destroy: () => void;
}

/** Opens a channel without a process. */
export function testChannel(): TestChannel {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const { promise: exit, resolve, reject } = withResolvers<number>();
  const endOutput = () => {
    stdout.end();
    stderr.end();
  };
  return {
    stdin,
    stdout,
    stderr,
    exit,
    end: (exitCode) => {
      endOutput();
      resolve(exitCode);
    },
    lose: (error) => {
      endOutput();
      reject(error);
    },
    destroy: () => {
      for (const stream of [stdin, stdout, stderr]) stream.destroy();
    },
  };
}

/** A run of an empty Bash script without inputs, except for the given members. */
export function scriptRun(given: Partial<ScriptRun> = {}): ScriptRun {
  return {
    syntax: "Bash",
    body: "",
    variables: new Map(),
    files: [],
    signal: new AbortController().signal,
    onOutput: () => undefined,
    ...given,
  };
}

function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<Value>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
