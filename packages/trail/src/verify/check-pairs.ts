import type { CheckContext } from "./check.ts";

/** Reports the events and entries that lost each other, once all of them are known. */
export async function checkPairs({ inspection, report }: CheckContext): Promise<undefined> {
  report(...inspection.pairing.findings());
}
