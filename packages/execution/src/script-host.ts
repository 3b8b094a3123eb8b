/** The language of a script, as in `Octopus.Action.Script.Syntax`. */
export type ScriptSyntax = "Bash" | "PowerShell" | "Python";

/** A file that is put into a script's working folder. */
export interface ScriptFile {
  /** At most 255 bytes, without slash and control characters. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Its content, exactly `size` bytes; called at most once for each run. */
  open(): AsyncIterable<Uint8Array>;
}

/** Output of a script on one stream: any piece of text, not necessarily whole lines. */
export interface OutputChunk {
  readonly stream: "stdout" | "stderr";
  readonly text: string;
}

/** A script and its inputs. Script and variables have at most 32 MiB together. */
export interface ScriptRun {
  readonly syntax: ScriptSyntax;
  readonly body: string;
  /** Values by name, including sensitive ones; both can be any text. */
  readonly variables: ReadonlyMap<string, string>;
  readonly files: readonly ScriptFile[];
  /** Keeps the working folder after the script has ended, for debugging. */
  readonly keepsFolder?: boolean;
  /** Stops the script and all of its process group. */
  readonly signal: AbortSignal;
  /**
   * Receives the output, in order for each stream. While a returned promise is pending, its stream
   * is not read, so the script waits when its pipe is full. If it rejects, the script is stopped
   * and the run fails.
   */
  onOutput(chunk: OutputChunk): void | Promise<void>;
}

/** How a script ended. */
export interface ScriptOutcome {
  /** The script's, or 128 plus the signal's number if a signal ended it; null if cancelled. */
  readonly exitCode: number | null;
  readonly cancelled: boolean;
}

/** The facts about a machine that a health check needs. */
export interface HostFacts {
  /** Such as `Debian GNU/Linux 12 (bookworm)`. */
  readonly operatingSystem: string;
  /** From `uname -m`, such as `x86_64`. */
  readonly architecture: string;
  /** The version of its bash, such as `5.2.15`. */
  readonly bashVersion: string;
  /** The home folder of the account. */
  readonly home: string;
  /** Free bytes of the file system with the working folders. */
  readonly freeBytes: number;
  /** The languages whose interpreters are installed. */
  readonly syntaxes: readonly ScriptSyntax[];
}

/**
 * A machine that runs scripts, also several concurrently. Its methods reject with ExecutionError.
 */
export interface ScriptHost {
  /**
   * Runs a script to its end. An aborted signal is not an error: the outcome is `cancelled`, and
   * all processes of the script's group have ended. docs/formats/scripts.md describes the
   * environment of a script.
   */
  run(run: ScriptRun): Promise<ScriptOutcome>;
  /** Runs a small script that reads the facts of the machine. */
  probe(signal: AbortSignal): Promise<HostFacts>;
  /** Cancels the running scripts, waits for their end and closes the connection. */
  close(): Promise<void>;
}
