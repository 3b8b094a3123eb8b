import type { World } from "@indelible/cli";

/** A `World` for commands in tests: no settings, no programs, and output that can be read. */
export interface TestWorld extends World {
  /** What was written to standard output so far. */
  readonly printed: () => string;
  /** What was written to standard error so far. */
  readonly remarked: () => string;
}

/** A `World` without side effects, except for what a test provides. */
export function testWorld(given: Partial<World> = {}): TestWorld {
  let [printed, remarked] = ["", ""];
  return {
    environment: {},
    isTerminal: false,
    fetch: () => Promise.reject(new TypeError("no network")),
    clock: () => new Date(0),
    random: (bytes) => new Uint8Array(bytes).fill(5),
    untilSignal: () => Promise.resolve(),
    runNode: () => Promise.resolve(0),
    ...given,
    print: (text) => {
      printed += text;
    },
    remark: (text) => {
      remarked += text;
    },
    printed: () => printed,
    remarked: () => remarked,
  };
}
