import { pairLines } from "./line-pairs.ts";
import type { TextLine } from "./text-lines.ts";
import { sideOf, wordRuns } from "./text-words.ts";

/** The same lines in the same order; a line that replaced another gets the runs of words that differ. */
export function markWords(lines: readonly TextLine[]): TextLine[] {
  const marked = new Map<TextLine, TextLine>();
  for (const { old, now } of pairLines(lines)) {
    if (!old || !now || old === now) continue;
    const runs = wordRuns(old.text, now.text);
    if (!runs.some((run) => run.side === "both")) continue;
    marked.set(old, { ...old, runs: sideOf(runs, "old") });
    marked.set(now, { ...now, runs: sideOf(runs, "new") });
  }
  return lines.map((line) => marked.get(line) ?? line);
}
