import type { World } from "../world.ts";

/** Shows the progress of long work. */
export interface Progress {
  show(done: number, total: number): void;
  /** Removes the bar. */
  clear(): void;
}

const WIDTH = 30;

/** A progress bar on a terminal; elsewhere nothing is shown. Drawn again only when it changes. */
export function progressBar(world: World): Progress {
  if (!world.isTerminal) return { show: () => {}, clear: () => {} };
  let shown = "";
  return {
    show: (done, total) => {
      const line = barOf(done, total);
      if (line !== shown) world.remark(`\r${line}`);
      shown = line;
    },
    clear: () => {
      if (shown !== "") world.remark(`\r${" ".repeat(shown.length)}\r`);
      shown = "";
    },
  };
}

function barOf(done: number, total: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const filled = Math.round(share * WIDTH);
  const bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
  return `[${bar}] ${Math.floor(share * 100)}% of ${total} entries`;
}
