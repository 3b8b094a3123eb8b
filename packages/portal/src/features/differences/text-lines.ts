import { diffLines } from "diff";
import type { TextRun } from "./text-words.ts";

/** One row of a line comparison; numbers count from 1 and are absent on the side without the line. */
export interface TextLine {
  readonly text: string;
  readonly side: "both" | "old" | "new";
  readonly oldNumber?: number;
  readonly newNumber?: number;
  /** The line in runs, where words of it differ from the line it replaced or was replaced by. */
  readonly runs?: readonly TextRun[];
}

/** A section of a line comparison: rows to show, or unchanged ones to fold. */
export interface LineSection {
  readonly folded: boolean;
  readonly lines: readonly TextLine[];
}

/** Unchanged lines kept on either side of a change. */
export const CONTEXT_LINES = 3;

/** Texts further apart than this (in lines) are shown as one replaced by the other. */
export const MAX_EDIT_LINES = 2_000;

/** Fewer unchanged lines than this are shown: folding them would save nothing. */
const MIN_FOLDED_LINES = 4;

/** Compares two texts line by line and folds the lines that are far from any change. */
export function lineSections(before: string, after: string): LineSection[] {
  const lines = compareLines(before, after);
  const near = nearChange(lines);
  const sections: { folded: boolean; lines: TextLine[] }[] = [];
  lines.forEach((line, index) => {
    const folded = !near[index];
    const last = sections.at(-1);
    if (last?.folded === folded) last.lines.push(line);
    else sections.push({ folded, lines: [line] });
  });
  return sections.map((section) =>
    section.lines.length < MIN_FOLDED_LINES ? { ...section, folded: false } : section,
  );
}

/** Whether a pair of values is text worth comparing line by line. */
export function isMultiline(before: unknown, after: unknown): boolean {
  const texts = [before, after].filter((value) => typeof value === "string");
  return texts.length === 2 && texts.some((text) => text.includes("\n"));
}

function compareLines(before: string, after: string): TextLine[] {
  let oldNumber = 0;
  let newNumber = 0;
  return lineParts(before, after).flatMap((part) =>
    splitLines(part.value).map((text): TextLine => {
      if (part.added) return { text, side: "new", newNumber: ++newNumber };
      if (part.removed) return { text, side: "old", oldNumber: ++oldNumber };
      return { text, side: "both", oldNumber: ++oldNumber, newNumber: ++newNumber };
    }),
  );
}

/** A line that only gained or lost the line break after it is the same, unless nothing else differs. */
function lineParts(before: string, after: string) {
  const parts = comparedParts(before, after, true);
  const differs = parts.some(({ added, removed }) => added || removed);
  return differs || before === after ? parts : comparedParts(before, after, false);
}

function comparedParts(before: string, after: string, ignoreNewlineAtEof: boolean) {
  return (
    diffLines(before, after, { maxEditLength: MAX_EDIT_LINES, ignoreNewlineAtEof }) ?? [
      { value: before, added: false, removed: true },
      { value: after, added: true, removed: false },
    ]
  );
}

function splitLines(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function nearChange(lines: readonly TextLine[]): boolean[] {
  const near = lines.map(() => false);
  lines.forEach((line, index) => {
    if (line.side !== "both")
      near.fill(true, Math.max(0, index - CONTEXT_LINES), index + CONTEXT_LINES + 1);
  });
  return near;
}
