import { DOCUMENT_DEFINITIONS, snapshotIdOf } from "@indelible/domain";
import {
  commitmentsOf,
  commitmentTo,
  FINDINGS_MAX,
  type Finding,
  type JsonObject,
  parseEvent,
  sha256Hex,
  type TableCheck,
  type TrailEvent,
} from "@indelible/trail";
import { sql } from "./sql.ts";

interface SnapshotRow {
  readonly id: string;
  readonly document_id: string;
  readonly type: string;
  readonly space_id: string | null;
  readonly version: number;
  readonly title: string;
  readonly body: JsonObject;
  readonly modified_by: string;
  /** ISO 8601 in UTC with milliseconds; the microseconds that it lacks. */
  readonly modified_on: string;
  readonly rest: number;
  /** The body of the event of this version; null if there is none. */
  readonly event: string | null;
  /** Of the committed username of the event; null if there is none or it was erased. */
  readonly salt: string | null;
}

const PAGE_ROWS = 100;
const PAGE = sql.statement("verify-snapshots");
const MISSING = sql.statement("verify-missing-snapshots");

/**
 * Compares every snapshot with the digest in its id and with the event of the version that it is of, and
 * reports snapshots that a release or a runbook snapshot names and that are missing.
 */
export const checkSnapshots: TableCheck = async ({ connection, report }) => {
  for (let last = ""; ; ) {
    const rows = await connection.query<SnapshotRow>(PAGE, [last, PAGE_ROWS]);
    for (const row of rows) report(...inspectSnapshot(row));
    const end = rows.at(-1);
    if (end === undefined) break;
    last = end.id;
  }
  const missing = await connection.query<{ id: string; snapshot: string }>(MISSING, [FINDINGS_MAX]);
  for (const { id, snapshot } of missing) {
    report(finding("missing", `The snapshot ${snapshot}, which ${id} names, is missing.`));
  }
};

function inspectSnapshot(row: SnapshotRow): Finding[] {
  const content = { ...row, id: row.document_id, spaceId: row.space_id };
  if (row.id !== snapshotIdOf(content, sha256Hex)) {
    return [finding("changed", `The content of the snapshot ${row.id} does not match its id.`)];
  }
  const event = row.event === null ? undefined : parseEvent(row.event);
  if (event === undefined) {
    return [finding("inserted", `No event explains the version of the snapshot ${row.id}.`)];
  }
  const faults = faultsOf(row, event);
  if (faults.length === 0) return [];
  const detail = `The snapshot ${row.id} is not what ${event.Id} says: ${faults.join(", ")}.`;
  return [finding("changed", detail)];
}

function faultsOf(row: SnapshotRow, event: TrailEvent): string[] {
  const checks = {
    type: row.type === event.DocumentType,
    title: isTitle(row),
    modified_on: row.modified_on === event.Occurred && row.rest === 0,
    modified_by: isWriter(row, event),
  };
  return Object.entries(checks)
    .filter(([, holds]) => !holds)
    .map(([name]) => name);
}

function isTitle({ type, title, body }: SnapshotRow): boolean {
  const definition = DOCUMENT_DEFINITIONS.find(({ prefix }) => prefix === type);
  return definition === undefined || definition.title(body) === title;
}

/** A committed name can be compared until it is erased. */
function isWriter({ modified_by: value, salt }: SnapshotRow, event: TrailEvent): boolean {
  const commitment = commitmentsOf(event).Username;
  if (commitment === undefined) return event.Username === value;
  return salt === null || commitmentTo({ salt, value }, sha256Hex) === commitment;
}

function finding(kind: Finding["kind"], detail: string): Finding {
  return { kind, eventId: null, index: null, detail };
}
