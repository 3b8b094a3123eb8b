/** A language that scripts are written in, as `Octopus.Action.Script.Syntax` names it. */
export type ScriptSyntax = "Bash" | "PowerShell" | "Python";

/** A file that a script finds in its working folder. */
export interface ScriptFile {
  /** At most 255 bytes, without slash and control characters. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Its content, exactly `size` bytes; called at most once for each run. */
  open(): AsyncIterable<Uint8Array>;
}

/** What a script printed on one of its streams: any piece of text, not by lines. */
export interface OutputChunk {
  readonly stream: "stdout" | "stderr";
  readonly text: string;
}

/** A script and all it is given. Script and variables have at most 32 MiB together. */
export interface ScriptRun {
  readonly syntax: ScriptSyntax;
  readonly body: string;
  /** Values by names, both any text; sensitive ones too. */
  readonly variables: ReadonlyMap<string, string>;
  readonly files: readonly ScriptFile[];
  /** Leaves the working folder when the script has ended, for whoever looks for a fault. */
  readonly keepsFolder?: boolean;
  /** Stops the script and all of its process group. */
  readonly signal: AbortSignal;
  /**
   * Told of output in the order in which each stream has it. A promise holds that stream up until it
   * resolves, and in the end the script; one that rejects stops the script and fails the run.
   */
  onOutput(chunk: OutputChunk): void | Promise<void>;
}

/** How a script ended. */
export interface ScriptOutcome {
  /** As the script gave it; 128 and the signal's number where one ended it; null when cancelled. */
  readonly exitCode: number | null;
  readonly cancelled: boolean;
}

/** What a health check wants to know of a machine. */
export interface HostFacts {
  /** Such as `Debian GNU/Linux 12 (bookworm)`. */
  readonly operatingSystem: string;
  /** As `uname -m` has it, such as `x86_64`. */
  readonly architecture: string;
  /** The version of its bash, such as `5.2.15`. */
  readonly bashVersion: string;
  /** The home folder of the account. */
  readonly home: string;
  /** Free bytes where working folders are made. */
  readonly freeBytes: number;
  /** The languages whose interpreters it has. */
  readonly syntaxes: readonly ScriptSyntax[];
}

/** A machine that runs scripts, several at a time if asked. Its methods reject with ExecutionError. */
export interface ScriptHost {
  /**
   * Runs a script to its end. An aborted signal is no error: the outcome says `cancelled`, and then
   * nothing of the script's process group is left. docs/formats/scripts.md says what a script gets.
   */
  run(run: ScriptRun): Promise<ScriptOutcome>;
  /** Runs a small script that looks at the machine. */
  probe(signal: AbortSignal): Promise<HostFacts>;
  /** Cancels what still runs, waits for its end and closes the connection. */
  close(): Promise<void>;
}
