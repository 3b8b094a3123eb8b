import type { TreeHead } from "@indelible/ledger";
import type { Database } from "../database/database.ts";
import type { CheckContext, Tally, VerifyOptions } from "./check.ts";
import { CHECKS } from "./checks.ts";
import { type Finding, Findings } from "./finding.ts";
import { Pairing } from "./pairing.ts";
import { TreeWalk } from "./tree-walk.ts";

/** What a verification found. */
export interface Verification extends Tally {
  readonly ok: boolean;
  /** The tree that the entries give. */
  readonly head: TreeHead;
  /** By their place in the ledger; FINDINGS_MAX at most. */
  readonly findings: readonly Finding[];
  /** All findings, those not kept included. */
  readonly findingsCount: number;
}

const SNAPSHOT = "set transaction isolation level repeatable read, read only";

/**
 * Verifies a whole trail against its ledger: every event and index term against its body, every
 * body against the ledger's digest, the tree against every checkpoint, every checkpoint's
 * signature, and every document against its last event. Reads one snapshot, page by page, so that
 * the server can keep running and memory use stays constant.
 */
export function verifyTrail(database: Database, options: VerifyOptions): Promise<Verification> {
  return database.transaction(async (connection) => {
    await connection.script(SNAPSHOT);
    const context = newContext(connection, options);
    let tally: Tally = { waiting: 0, notBound: 0 };
    for (const check of CHECKS) tally = { ...tally, ...(await check(context)) };
    const { findings, walk } = context;
    const findingsCount = findings.count;
    return {
      ...tally,
      ok: findingsCount === 0,
      head: walk.head,
      findings: findings.inOrder(),
      findingsCount,
    };
  });
}

function newContext(connection: Database, options: VerifyOptions): CheckContext {
  const findings = new Findings();
  const report = (...found: readonly Finding[]) => findings.add(...found);
  const inspection = { report, pairing: new Pairing(report), nonceOf: options.nonceOf };
  return { connection, options, report, findings, inspection, walk: new TreeWalk(report) };
}
