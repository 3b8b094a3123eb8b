import { type Hash, parseHash } from "./hash.ts";
import { MAX_NOTE_BYTES } from "./note.ts";
import { MAX_PROOF_HASHES } from "./proof-plan.ts";

/** Longest proof file or request body in bytes: a note, header lines, hashes. */
export const MAX_BODY_BYTES = MAX_NOTE_BYTES + 100_000;

/**
 * Splits `lines LF LF note` at the first empty line: the note also has empty lines. Undefined
 * without one.
 */
export function splitBody(text: string): { lines: string[]; note: string } | undefined {
  const split = text.indexOf("\n\n");
  if (split < 0) return undefined;
  return { lines: text.slice(0, split).split("\n"), note: text.slice(split + 2) };
}

/**
 * Reads at most 63 hashes, one on each line; undefined if there are more or a line is not a hash.
 */
export function parseHashLines(lines: readonly string[]): Hash[] | undefined {
  if (lines.length > MAX_PROOF_HASHES) return undefined;
  const hashes = lines.map(parseHash);
  return hashes.every((hash) => hash !== undefined) ? hashes : undefined;
}
