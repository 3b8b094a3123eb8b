import { FINDINGS_MAX, type TableCheck } from "@indelible/trail";
import { sql } from "./sql.ts";

interface PastProjectRow {
  readonly id: string;
  /** The number of the event that deleted the project; null if there is none. */
  readonly event: number | null;
  readonly found: boolean;
}

const DIFFERENT = sql.statement("verify-past-projects");

/** Compares the groups of deleted projects, which decide who sees their events, with the deletions. */
export const checkPastProjects: TableCheck = async ({ connection, report }) => {
  const rows = await connection.query<PastProjectRow>(DIFFERENT, [FINDINGS_MAX]);
  for (const { id, event, found } of rows) {
    const eventId = event === null ? null : `Events-${event}`;
    const what = found
      ? `is not the one that ${eventId ?? "any event"} shows`
      : `is missing, although ${eventId} deleted the project`;
    const detail = `The group of the deleted project ${id} ${what}.`;
    report({ kind: found ? "changed" : "missing", eventId, index: null, detail });
  }
};
