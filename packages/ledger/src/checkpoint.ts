import { encodeUtf8, equalBytes } from "./bytes.ts";
import { LedgerError } from "./errors.ts";
import { emptyRoot, formatHash, type Hash, parseHash } from "./hash.ts";
import { hasControls, MAX_NAME_BYTES } from "./keys.ts";
import { parseDecimal } from "./numbers.ts";

/** The state of a log: its number of leaves and the root hash over exactly these. */
export interface Checkpoint {
  /** The log's identity, compared byte for byte; 1 to 255 bytes on one line. */
  readonly origin: string;
  /** Number of leaves, 0 to 2^53-1. */
  readonly size: number;
  readonly root: Hash;
  /** Additional lines, each non-empty and opaque; normally none. */
  readonly extensions: readonly string[];
}

/** The text of a checkpoint, to be signed. CHECKPOINT_MALFORMED if it could not be read back. */
export function formatCheckpoint(checkpoint: Checkpoint): string {
  const { origin, size, root, extensions } = checkpoint;
  const text = [origin, size, formatHash(root), ...extensions].map((line) => `${line}\n`).join("");
  const parsed = parseCheckpoint(text);
  if (parsed.origin !== origin || parsed.extensions.length !== extensions.length) {
    throw malformed("there is a line feed inside a line");
  }
  return text;
}

/**
 * Reads the text of a checkpoint (C2SP tlog-checkpoint); open the note around it first.
 * CHECKPOINT_MALFORMED unless it has three or more non-empty lines (origin, size, root). The root
 * of size 0 must be that of the empty tree. Sizes of 2^53 or more are refused too.
 */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split("\n");
  if (lines.pop() !== "") throw malformed("the final line feed is missing");
  if (lines.some((line) => line === "")) throw malformed("it has an empty line");
  const [origin = "", sizeLine = "", rootLine = "", ...extensions] = lines;
  if (!isOrigin(origin)) throw malformed("the origin is missing, too long or not valid text");
  const size = parseDecimal(sizeLine);
  if (size === undefined) throw malformed("the size is not a plain decimal below 2^53");
  const root = parseHash(rootLine);
  if (root === undefined) throw malformed("the root is not the base64 of 32 bytes");
  if (size === 0 && !equalBytes(root, emptyRoot()))
    throw malformed("an empty tree has another root");
  return { origin, size, root, extensions };
}

function isOrigin(origin: string): boolean {
  const length = encodeUtf8(origin)?.length ?? 0;
  return length >= 1 && length <= MAX_NAME_BYTES && !hasControls(origin);
}

function malformed(why: string): LedgerError {
  return new LedgerError("CHECKPOINT_MALFORMED", `This is not a checkpoint: ${why}.`);
}
