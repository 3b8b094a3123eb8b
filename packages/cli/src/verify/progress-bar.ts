import type { World } from "../world.ts";

/** Shows how far a long work has come. */
export interface Progress {
  show(done: number, total: number): void;
  /** Removes what was shown. */
  clear(): void;
}

const WIDTH = 30;

/** A bar on a terminal; nothing at all elsewhere. Drawn again only when it looks different. */
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
