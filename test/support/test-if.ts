import { test } from "vitest";

const none = Object.assign(() => {}, { each: () => () => {} });

/** `test` where a law applies; where it does not, no test is made, instead of one that is skipped. */
export function testIf(applies: unknown): typeof test {
  return applies ? test : (none as unknown as typeof test);
}
