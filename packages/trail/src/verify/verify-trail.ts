import { LedgerError, openCheckpoint, type TreeHead } from "@indelible/ledger";
import type { Database } from "../database/database.ts";
import type { CheckContext, Tally, VerifyOptions } from "./check.ts";
import { CHECKS } from "./checks.ts";
import { type Finding, Findings } from "./finding.ts";
import { newInspection } from "./inspect.ts";
import { RANGE_ENTRIES } from "./range-digests.ts";
import { verifiedRanges } from "./seal-ranges.ts";
import { SNAPSHOT } from "./snapshot.ts";
import { TreeWalk } from "./tree-walk.ts";
import { verifiedPrefix } from "./verified-prefix.ts";
import type { VerifiedRange } from "./verified-statement.ts";

/** What a verification found. */
export interface Verification extends Tally {
  readonly ok: boolean;
  /** The tree that the entries give. */
  readonly head: TreeHead;
  /** By their place in the ledger; FINDINGS_MAX at most. */
  readonly findings: readonly Finding[];
  /** All findings, those not kept included. */
  readonly findingsCount: number;
  /** Entries that the earlier result vouches for, which were compared or skipped. */
  readonly earlierEntries: number;
  /** The ranges for the next verification; undefined where anything was found. */
  readonly ranges: readonly VerifiedRange[] | undefined;
}

/**
 * Verifies a whole trail against its ledger: every event and index term against its body, every
 * body against the ledger's digest, the tree against every checkpoint, every checkpoint's
 * signature, and every document against its last event. Reads one snapshot, page by page, so that
 * the server can keep running and memory use stays constant.
 */
export function verifyTrail(database: Database, options: VerifyOptions): Promise<Verification> {
  return database.transaction(async (connection) => {
    await connection.script(SNAPSHOT);
    const prefix = await prefixOf(database, connection, options);
    const context = newContext(connection, options, prefix);
    let tally: Tally = { waiting: 0, notBound: 0 };
    for (const check of CHECKS) tally = { ...tally, ...(await check(context)) };
    const { findings, walk } = context;
    const ok = findings.count === 0;
    return {
      ...tally,
      ok,
      head: walk.head,
      findings: findings.inOrder(),
      findingsCount: findings.count,
      earlierEntries: prefix.length * RANGE_ENTRIES,
      ranges: ok ? await verifiedRanges(database, context) : undefined,
    };
  });
}

/** The ranges of the earlier result that are as they were, up to the kept checkpoint. */
async function prefixOf(
  database: Database,
  connection: Database,
  { earlier, connections = 1, onProgress, kept, log }: VerifyOptions,
): Promise<readonly VerifiedRange[]> {
  if (earlier === undefined) return [];
  const keptSize = await sizeOf(kept, log);
  const ranges = earlier.ranges.slice(0, Math.floor(keptSize / RANGE_ENTRIES));
  return verifiedPrefix(database, connection, {
    ranges,
    isRead: earlier.use === "compare",
    connections,
    onProgress: (done) => onProgress?.(done, ranges.length * RANGE_ENTRIES),
  });
}

/** The tree must be known entry by entry at a kept checkpoint, wherever that is. */
async function sizeOf(kept: string | undefined, log: VerifyOptions["log"]): Promise<number> {
  if (kept === undefined) return Number.MAX_SAFE_INTEGER;
  try {
    return (await openCheckpoint(kept, log)).checkpoint.size;
  } catch (error) {
    if (error instanceof LedgerError) return Number.MAX_SAFE_INTEGER;
    throw error;
  }
}

function newContext(
  connection: Database,
  options: VerifyOptions,
  prefix: readonly VerifiedRange[],
): CheckContext {
  const findings = new Findings();
  const report = (...found: readonly Finding[]) => findings.add(...found);
  const inspection = newInspection(report, options.nonceOf);
  const walk = new TreeWalk(report);
  return { connection, options, report, findings, inspection, walk, prefix };
}
