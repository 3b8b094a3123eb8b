import { diffWordsWithSpace } from "diff";

/** A run of text that is the same, only in the old, or only in the new. */
export interface TextRun {
  readonly text: string;
  readonly side: "both" | "old" | "new";
}

/** Longer texts than this (in characters) are compared as a whole: word by word would stall the page. */
export const MAX_WORD_DIFF_LENGTH = 4_000;

/** Above this share of replaced characters, word marks are noise and the texts are shown whole. */
const MAX_REPLACED_SHARE = 0.75;

/**
 * Compares two texts word by word. The runs of "both" and "old", joined, are `before`; those of
 * "both" and "new" are `after`.
 */
export function wordRuns(before: string, after: string): TextRun[] {
  const whole = wholeRuns(before, after);
  if (before.length + after.length > MAX_WORD_DIFF_LENGTH) return whole;
  const runs = diffWordsWithSpace(before, after).map(runOf);
  return replacedShare(runs) > MAX_REPLACED_SHARE ? whole : runs;
}

/** The runs on one side of a comparison. */
export function sideOf(runs: readonly TextRun[], side: "old" | "new"): TextRun[] {
  return runs.filter((run) => run.side === "both" || run.side === side);
}

function runOf(part: { value: string; added?: boolean; removed?: boolean }): TextRun {
  return { text: part.value, side: part.added ? "new" : part.removed ? "old" : "both" };
}

function wholeRuns(before: string, after: string): TextRun[] {
  const runs: TextRun[] = [
    { text: before, side: "old" },
    { text: after, side: "new" },
  ];
  return runs.filter((run) => run.text !== "");
}

function replacedShare(runs: readonly TextRun[]): number {
  const length = (side?: "both") =>
    runs.filter((run) => !side || run.side === side).reduce((sum, run) => sum + run.text.length, 0);
  return 1 - length("both") / Math.max(1, length());
}
