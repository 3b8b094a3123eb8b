import { certificates } from "@indelible/domain";
import { isStale, systemAct } from "@indelible/kernel";
import { type Database, isOfType, type Loop, note, startLoop, type Trail } from "@indelible/trail";
import { dueExpiry, type ExpiryCategory, expiryVerb, WARNING_MILLISECONDS } from "./expiry.ts";
import { sql } from "./sql.ts";

/** Dependencies of `recordExpiries`. */
export interface ExpiryTools {
  readonly trail: Trail;
  readonly database: Database;
  readonly clock: () => Date;
  readonly newUuid: () => string;
}

interface ExpiringRow {
  readonly id: string;
  readonly thumbprint: string;
  readonly not_after: string;
  readonly recorded: readonly string[];
}

const EXPIRING = sql.statement("expiring-certificates");
const WARNINGS = sql.commitPart("certificate_warnings");
const ROWS_MAX = 500;
const PASS_EVERY_MILLISECONDS = 60 * 60 * 1000;

/**
 * Records the due events about the expiry of certificates that are not archived: each event once
 * per file of a certificate, even when several servers do so at the same time.
 */
export async function recordExpiries(tools: ExpiryTools): Promise<void> {
  const now = tools.clock();
  const until = new Date(now.getTime() + WARNING_MILLISECONDS).toISOString();
  for (let after: string | undefined = ""; after !== undefined; ) {
    const values: unknown[] = [until, after, ROWS_MAX];
    const rows: ExpiringRow[] = await tools.database.query<ExpiringRow>(EXPIRING, values);
    for (const row of rows) {
      const category = dueExpiry(new Date(row.not_after), now, row.recorded);
      if (category !== undefined) await record(tools, row, category);
    }
    after = rows.length < ROWS_MAX ? undefined : rows.at(-1)?.id;
  }
}

/** Records expiries immediately, and then every hour, until stopped. */
export function startExpiryLoop(tools: ExpiryTools, onError: (error: unknown) => void): Loop {
  const round = async () => {
    await recordExpiries(tools);
    return false;
  };
  return startLoop(PASS_EVERY_MILLISECONDS, round, onError);
}

async function record(
  { trail, clock, newUuid }: ExpiryTools,
  { id, thumbprint, not_after }: ExpiringRow,
  category: ExpiryCategory,
): Promise<void> {
  const snapshot = await trail.read({ ids: [id], events: 1 });
  const before = snapshot.documents.get(id);
  // Deleted, archived or replaced since the list was read.
  if (before === undefined || !isOfType(certificates, before)) return;
  if (before.body.Thumbprint !== thumbprint || before.body.Archived !== null) return;
  const verb = expiryVerb(category, new Date(not_after));
  const row = { certificate_id: id, thumbprint, category, recorded: clock().toISOString() };
  try {
    await trail.commit(
      systemAct(newUuid()),
      snapshot,
      [note(certificates, before, { category, verb })],
      [{ part: WARNINGS, rows: [row] }],
    );
  } catch (error) {
    // Another server recorded it first.
    if (!isStale(error)) throw error;
  }
}
