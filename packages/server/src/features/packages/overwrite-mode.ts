import { invalid } from "@indelible/kernel";

const MODES = ["FailIfExists", "OverwriteExisting", "IgnoreIfExists"] as const;

/** What becomes of a push when there is already what it would make. */
export type OverwriteMode = (typeof MODES)[number];

/**
 * The mode that a request asks for, in any case: `overwriteMode`, or `replace` as older clients have
 * it. Fails with 400 for a word that is none.
 */
export function readOverwriteMode(given: string, replace: boolean): OverwriteMode {
  if (given === "") return replace ? "OverwriteExisting" : "FailIfExists";
  const mode = MODES.find((known) => known.toLowerCase() === given.toLowerCase());
  if (mode !== undefined) return mode;
  throw invalid(`overwriteMode must be one of ${MODES.join(", ")}, not '${given.slice(0, 50)}'.`);
}
