import { FINDINGS_MAX, type TableCheck } from "@indelible/trail";
import { sql } from "./sql.ts";

const UNEXPLAINED = sql.statement("verify-certificate-warnings");

/**
 * Reports warnings of expiring certificates that no event recorded: such a row keeps the server from
 * recording the event.
 */
export const checkCertificateWarnings: TableCheck = async ({ connection, report }) => {
  const values = [FINDINGS_MAX];
  for (const row of await connection.query<{ id: string; category: string }>(UNEXPLAINED, values)) {
    const detail = `No event recorded the warning ${row.category} of ${row.id}, which its row says was recorded.`;
    report({ kind: "inserted", eventId: null, index: null, detail });
  }
};
