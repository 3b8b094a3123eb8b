/** The replacement of a secret. */
export const MASK = "********";

const BREAKS = /[\r\n]/;

/**
 * Replaces each run of marked characters on a line with a mask; line breaks are kept. `continues`
 * is true if the preceding text ended with a mask: an adjacent mask is not written again.
 */
export function maskText(text: string, marks: Uint8Array, continues: boolean): string {
  let output = "";
  for (let start = 0; start < text.length; ) {
    const isMarked = marks[start] === 1;
    const next = marks.indexOf(isMarked ? 0 : 1, start);
    const end = next === -1 ? text.length : next;
    const run = text.slice(start, end);
    output += isMarked ? run.replace(/[^\r\n]+/g, MASK) : run;
    start = end;
  }
  return continues && isMask(text, marks, 0) ? output.slice(MASK.length) : output;
}

/** True if a character is replaced by a mask. */
export function isMask(text: string, marks: Uint8Array, at: number): boolean {
  return marks[at] === 1 && !BREAKS.test(text[at] ?? "");
}
