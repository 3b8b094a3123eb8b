import {
  formatHash,
  type Hash,
  LedgerError,
  type LogIdentity,
  openCheckpoint,
  type TreeHead,
} from "@indelible/ledger";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import type { Finding } from "./finding.ts";

const CHECKPOINTS = sqlFile("verify-checkpoints");

/** Rows read at once; their signatures are verified side by side. */
const PAGE_ROWS = 500;

interface CheckpointRow {
  readonly size: number;
  readonly root: Hash;
  readonly note: string;
  readonly id: number;
}

/** What a row of the checkpoints says, and what is wrong with it. */
export interface CheckedCheckpoint {
  readonly size: number;
  /** What the log's key signed; undefined where it signed nothing of this size. */
  readonly signed: TreeHead | undefined;
  readonly findings: readonly Finding[];
}

/**
 * The stored checkpoints of more than `after` and at most `until` entries in order of size, each with
 * its signature verified; for 0 also that of size 0.
 */
export async function* checkpointStream(
  connection: Database,
  log: LogIdentity,
  after: number,
  until: number,
): AsyncGenerator<CheckedCheckpoint> {
  const first = after === 0 ? { size: -1, id: 0 } : { size: after, id: Number.MAX_SAFE_INTEGER };
  for (let seen = first; ; ) {
    const values = [seen.size, seen.id, until, PAGE_ROWS];
    const rows = await connection.query<CheckpointRow>(CHECKPOINTS, values);
    yield* await Promise.all(rows.map((row) => checkRow(row, log)));
    const last = rows.at(-1);
    if (last === undefined) return;
    seen = last;
  }
}

async function checkRow(row: CheckpointRow, log: LogIdentity): Promise<CheckedCheckpoint> {
  const { size } = row;
  try {
    const { checkpoint } = await openCheckpoint(row.note, log);
    const faults = [
      ...(checkpoint.size === size ? [] : [`its note is of size ${checkpoint.size}`]),
      ...(formatHash(checkpoint.root) === formatHash(row.root)
        ? []
        : ["its note has another root"]),
    ];
    const findings = faults.map((fault) => finding("changed", size, fault));
    return { size, signed: checkpoint.size === size ? checkpoint : undefined, findings };
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    const isOther = error.code === "SIGNATURE_MISSING" || error.code === "ORIGIN_MISMATCH";
    const found = finding(isOther ? "forked" : "changed", size, error.message);
    return { size, signed: undefined, findings: [found] };
  }
}

function finding(kind: "changed" | "forked", size: number, fault: string): Finding {
  const detail = `Checkpoint of size ${size}: ${fault.replace(/\.$/, "")}.`;
  return { kind, eventId: null, index: null, detail };
}
