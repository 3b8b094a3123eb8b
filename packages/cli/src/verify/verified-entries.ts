import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatTilePath, parseEntryBundle, TILE_WIDTH } from "@indelible/ledger";

/** A log in a directory whose files were verified. */
export interface VerifiedLog {
  readonly folder: string;
  /** Number of its entries. */
  readonly size: number;
}

/**
 * Reads single entries of a verified log; undefined beyond its end. Remembers one bundle: callers read
 * neighbours. Throws LedgerError if a file was changed since.
 */
export function verifiedEntries({ folder, size }: VerifiedLog) {
  let bundle: { readonly index: number; readonly entries: readonly Uint8Array[] } | undefined;
  return (index: number): Uint8Array | undefined => {
    if (index >= size) return undefined;
    const number = Math.floor(index / TILE_WIDTH);
    if (bundle?.index !== number) {
      const width = Math.min(TILE_WIDTH, size - number * TILE_WIDTH);
      const path = formatTilePath({ level: "entries", index: number, width });
      bundle = {
        index: number,
        entries: parseEntryBundle(readFileSync(join(folder, path)), width),
      };
    }
    return bundle.entries[index - number * TILE_WIDTH];
  };
}
