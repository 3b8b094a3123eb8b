import { type Loop, startLoop } from "@indelible/trail";
import type { PackageContent } from "./package-content.ts";

/** Milliseconds between rounds. */
const ROUND_EVERY_MILLISECONDS = 600_000;

/** Removes content without a package, periodically until stopped. */
export function startSweepLoop(
  content: Pick<PackageContent, "sweep">,
  onError: (error: unknown) => void,
): Loop {
  const round = async () => {
    await content.sweep();
    return false;
  };
  return startLoop(ROUND_EVERY_MILLISECONDS, round, onError);
}
