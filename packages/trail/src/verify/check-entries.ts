import { type Hash, LedgerError, openCheckpoint, type TreeHead } from "@indelible/ledger";
import { originOfNote } from "../checkpoints/checkpoint-opener.ts";
import { isEarlierLog } from "../checkpoints/log-origin.ts";
import type { CheckContext, VerifyOptions } from "./check.ts";
import { checkpointStream } from "./checkpoint-stream.ts";
import { withKept } from "./milestones.ts";
import { RANGE_ENTRIES } from "./range-digests.ts";
import { TermStream } from "./term-stream.ts";
import { storedTiles, walkEntries } from "./walk-entries.ts";

/** Tiles of the verified prefix taken at once. */
const PAGE_TILES = 250;

/**
 * Checks every entry with its event and index terms, and the tree of the entries against every stored
 * tile, every signed checkpoint and the kept one. Entries of the verified prefix count as checked.
 */
export async function checkEntries(context: CheckContext): Promise<undefined> {
  const { connection, options, report, prefix, walk } = context;
  const kept = await openKept(options, report);
  for (const roots of pagesOf(prefix.map(({ root }) => root))) {
    const end = walk.size + roots.length * RANGE_ENTRIES;
    walk.skip(roots, await storedTiles(connection, walk.size, end));
  }
  const until = Number.MAX_SAFE_INTEGER;
  const checkpoints = checkpointStream(connection, options.log, walk.size, until);
  const terms = await TermStream.placed(connection, walk.size);
  await walkEntries(context, { terms, until, milestones: withKept(checkpoints, kept) });
  await terms.close();
}

/** The kept checkpoint, unless it is of a closed log, which `checkClosedLogs` compares. */
async function openKept(
  { kept, log }: VerifyOptions,
  report: CheckContext["report"],
): Promise<TreeHead | undefined> {
  if (kept === undefined || isOfClosedLog(kept, log.origin)) return undefined;
  try {
    return (await openCheckpoint(kept, log)).checkpoint;
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    const detail = `The kept checkpoint is not of this log and key: ${error.message}`;
    report({ kind: "forked", eventId: null, index: null, detail });
    return undefined;
  }
}

function isOfClosedLog(kept: string, current: string): boolean {
  const origin = originOfNote(kept);
  return origin !== undefined && isEarlierLog(origin, current);
}

function* pagesOf(roots: readonly Hash[]): Generator<readonly Hash[]> {
  for (let first = 0; first < roots.length; first += PAGE_TILES) {
    yield roots.slice(first, first + PAGE_TILES);
  }
}
