import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The number of starts of a server that were not recorded since the last one that was. */
export interface UnrecordedStarts {
  count(): number;
  keep(count: number): void;
}

/**
 * The number in the file `unrecorded-starts` of a data folder; no file means 0. It is information for
 * an event, not evidence, so a damaged file counts as 0. System errors are passed on.
 */
export function unrecordedStarts(folder: string): UnrecordedStarts {
  const path = join(folder, "unrecorded-starts");
  return {
    count: () => countIn(path),
    keep: (count) => {
      if (count === 0) rmSync(path, { force: true });
      else writeFileSync(path, `${count}\n`, { mode: 0o600 });
    },
  };
}

function countIn(path: string): number {
  try {
    const [digits = "0"] = /^\d{1,9}(?=\n$)/.exec(readFileSync(path, "utf8")) ?? [];
    return Number(digits);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw error;
  }
}
