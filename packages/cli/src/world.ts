/** The world outside, as the commands need it. */
export interface World {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Writes what was asked for to standard output. */
  readonly print: (text: string) => void;
  /** Writes what is said beside it to standard error. */
  readonly remark: (text: string) => void;
  /** True when standard error is a terminal, where a line can be written over. */
  readonly isTerminal: boolean;
  readonly fetch: typeof fetch;
  readonly clock: () => Date;
  /** Cryptographically strong random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  /** Resolves when the process is asked to end. */
  readonly untilSignal: () => Promise<void>;
  /** Runs a program with the same Node and environment, in sight of the user; its exit code. */
  readonly runNode: (args: readonly string[]) => Promise<number>;
}

/** A setting of the environment; undefined when it is missing or blank. */
export function setting({ environment }: World, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === "" ? undefined : value;
}
