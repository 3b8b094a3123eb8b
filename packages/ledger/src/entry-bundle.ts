import { concatBytes } from "./bytes.ts";
import { LedgerError } from "./errors.ts";
import { TILE_WIDTH } from "./tile.ts";

/** Longest entry in bytes: its length is stored in two bytes. */
export const MAX_ENTRY_BYTES = 65_535;

/** Longest bundle in bytes: 256 entries of 65,535 bytes, each with its length. */
export const MAX_BUNDLE_BYTES = TILE_WIDTH * (2 + MAX_ENTRY_BYTES);

/**
 * The bytes of an entry bundle (tlog-tiles): each entry preceded by its length as two big-endian
 * bytes. ARGUMENT_INVALID unless there are 1 to 256 entries of at most 65,535 bytes.
 */
export function formatEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length < 1 || entries.length > TILE_WIDTH) {
    throw new LedgerError("ARGUMENT_INVALID", "An entry bundle has 1 to 256 entries.");
  }
  if (entries.some((entry) => entry.length > MAX_ENTRY_BYTES)) {
    throw new LedgerError("ARGUMENT_INVALID", "An entry has at most 65,535 bytes.");
  }
  return concatBytes(
    ...entries.flatMap((entry) => [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]),
  );
}

/**
 * The entries of a bundle (views of `bytes`). BUNDLE_MALFORMED unless there are exactly `width`
 * entries and no other bytes.
 */
export function parseEntryBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let offset = 0;
  while (offset < bytes.length && entries.length < width) {
    const [high, low] = bytes.subarray(offset, offset + 2);
    if (high === undefined || low === undefined) throw malformed("a length is truncated");
    const end = offset + 2 + high * 256 + low;
    if (end > bytes.length) throw malformed("an entry is truncated");
    entries.push(bytes.subarray(offset + 2, end));
    offset = end;
  }
  if (entries.length !== width) throw malformed(`it has ${entries.length} entries, not ${width}`);
  if (offset !== bytes.length) throw malformed("bytes follow the last entry");
  return entries;
}

function malformed(why: string): LedgerError {
  return new LedgerError("BUNDLE_MALFORMED", `The entry bundle cannot be read: ${why}.`);
}
