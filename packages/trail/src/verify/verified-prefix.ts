import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import { RANGE_ENTRIES, rangeDigests } from "./range-digests.ts";
import { inSnapshot } from "./snapshot.ts";
import type { VerifiedRange } from "./verified-statement.ts";

const EXTENT = sqlFile("verify-prefix-extent");

/** How to determine the verified prefix. */
export interface PrefixOptions {
  /** The ranges that were verified before, from the first entry on. */
  readonly ranges: readonly VerifiedRange[];
  /** Whether the rows are read and compared; otherwise the statement is relied on. */
  readonly isRead: boolean;
  /** Connections to read with, at least 1, in addition to the one with the snapshot. */
  readonly connections: number;
  readonly onProgress?: ((done: number) => void) | undefined;
}

/**
 * The ranges that need no other check: all up to the first whose rows are not those that were verified.
 * Rows that were added, changed or removed end it, so that the full checks report them.
 */
export async function verifiedPrefix(
  database: Database,
  connection: Database,
  options: PrefixOptions,
): Promise<readonly VerifiedRange[]> {
  const { ranges, isRead } = options;
  const [row] = await connection.query<{ entries: number }>(EXTENT, [
    ranges.length * RANGE_ENTRIES,
  ]);
  const isComplete = row?.entries === ranges.length * RANGE_ENTRIES;
  if (ranges.length === 0 || (!isRead && isComplete)) return ranges;
  return ranges.slice(0, await comparedRanges(database, connection, options));
}

async function comparedRanges(
  database: Database,
  connection: Database,
  { ranges, connections, onProgress }: PrefixOptions,
): Promise<number> {
  let done = 0;
  const onRange = () => {
    done += 1;
    onProgress?.(done * RANGE_ENTRIES);
  };
  const parts = partsOf(ranges.length, connections);
  const equal = await inSnapshot(
    database,
    connection,
    parts.map(
      ([first, end]) =>
        (part: Database) =>
          equalUntil(part, ranges, first, end, onRange),
    ),
  );
  return equal.find((until, part) => until !== parts[part]?.[1]) ?? ranges.length;
}

/** The first range of a part that differs; its end if none does. The cursor is read to its end. */
async function equalUntil(
  connection: Database,
  ranges: readonly VerifiedRange[],
  first: number,
  end: number,
  onRange: () => void,
): Promise<number> {
  let range = first;
  let until = end;
  for await (const digest of rangeDigests(connection, first, end)) {
    if (digest !== hexOf(ranges[range]?.digest)) until = Math.min(until, range);
    range += 1;
    onRange();
  }
  return until;
}

function hexOf(digest: Uint8Array = new Uint8Array()): string {
  return Buffer.from(digest).toString("hex");
}

/** Divides a number of ranges into parts of consecutive ranges, each with its first and its end. */
export function partsOf(count: number, parts: number, start = 0): [number, number][] {
  const bound = (part: number) => start + Math.floor((count * part) / parts);
  const all = Array.from({ length: parts }, (_, part): [number, number] => [
    bound(part),
    bound(part + 1),
  ]);
  return all.filter(([first, end]) => end > first);
}
