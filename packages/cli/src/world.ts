/** The dependencies of the commands on their environment. */
export interface World {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Writes results to standard output. */
  readonly print: (text: string) => void;
  /** Writes remarks and errors to standard error. */
  readonly remark: (text: string) => void;
  /** True if standard error is a terminal, where a line can be overwritten. */
  readonly isTerminal: boolean;
  readonly fetch: typeof fetch;
  readonly clock: () => Date;
  /** Cryptographically strong random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  /** Resolves when the process receives a signal to end. */
  readonly untilSignal: () => Promise<void>;
  /** Runs a program with the same Node, environment and terminal; resolves with its exit code. */
  readonly runNode: (args: readonly string[]) => Promise<number>;
}

/** A setting of the environment; undefined if it is missing or empty. */
export function setting({ environment }: World, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === "" ? undefined : value;
}
