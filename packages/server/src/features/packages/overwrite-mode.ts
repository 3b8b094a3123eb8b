import { invalid } from "@indelible/kernel";

const MODES = ["FailIfExists", "OverwriteExisting", "IgnoreIfExists"] as const;

/** What a push does when the version exists already. */
export type OverwriteMode = (typeof MODES)[number];

/**
 * The mode of a request: `overwriteMode`, case-insensitive, or `replace`, which older clients send.
 * Fails with `invalid` for an unknown mode.
 */
export function readOverwriteMode(given: string, replace: boolean): OverwriteMode {
  if (given === "") return replace ? "OverwriteExisting" : "FailIfExists";
  const mode = MODES.find((known) => known.toLowerCase() === given.toLowerCase());
  if (mode !== undefined) return mode;
  throw invalid(`overwriteMode must be one of ${MODES.join(", ")}, not '${given.slice(0, 50)}'.`);
}
