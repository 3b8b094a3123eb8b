import type { TextLine } from "./text-lines.ts";

/** Two lines shown next to each other; one is absent where a line was added or removed. */
export interface LinePair {
  readonly old?: TextLine;
  readonly now?: TextLine;
}

/** Pairs old and new lines: the nth line removed at a place with the nth line added there. */
export function pairLines(lines: readonly TextLine[]): LinePair[] {
  const pairs: LinePair[] = [];
  let removed: TextLine[] = [];
  let added: TextLine[] = [];
  const flush = () => {
    for (let row = 0; row < Math.max(removed.length, added.length); row++) {
      const old = removed[row];
      const now = added[row];
      pairs.push({ ...(old && { old }), ...(now && { now }) });
    }
    removed = [];
    added = [];
  };
  for (const line of lines) {
    if (line.side === "old") removed.push(line);
    else if (line.side === "new") added.push(line);
    else {
      flush();
      pairs.push({ old: line, now: line });
    }
  }
  flush();
  return pairs;
}
