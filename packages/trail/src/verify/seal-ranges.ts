import type { Database } from "../database/database.ts";
import type { CheckContext } from "./check.ts";
import { RANGE_ENTRIES, rangeDigests } from "./range-digests.ts";
import { inSnapshot } from "./snapshot.ts";
import { partsOf } from "./verified-prefix.ts";
import type { VerifiedRange } from "./verified-statement.ts";

/**
 * The ranges of all entries after a verification without findings: those that were verified before,
 * and the digests of the others in the snapshot that was verified.
 */
export async function verifiedRanges(
  database: Database,
  { connection, options, prefix, walk }: CheckContext,
): Promise<readonly VerifiedRange[]> {
  const count = Math.floor(walk.size / RANGE_ENTRIES) - prefix.length;
  const parts = partsOf(count, options.connections ?? 1, prefix.length);
  const digests = await inSnapshot(
    database,
    connection,
    parts.map(
      ([first, end]) =>
        (part: Database) =>
          collected(part, first, end),
    ),
  );
  const added = digests.flat().map((digest, place) => {
    const root = walk.tileRoots[prefix.length + place] ?? new Uint8Array();
    return { digest: Buffer.from(digest ?? "", "hex"), root };
  });
  return [...prefix, ...added];
}

async function collected(
  connection: Database,
  first: number,
  end: number,
): Promise<(string | undefined)[]> {
  const digests: (string | undefined)[] = [];
  for await (const digest of rangeDigests(connection, first, end)) digests.push(digest);
  return digests;
}
