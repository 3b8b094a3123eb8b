import type { CheckContext, Database, Finding } from "@indelible/trail";
import { packageBytes, type RecordedContent } from "./package-bytes.ts";
import { sql } from "./sql.ts";

interface PackageRow extends RecordedContent {
  /** The id of the document. */
  readonly id: string;
  /** Null if the content is missing. */
  readonly contentId: string | null;
}

const PAGE_ROWS = 100;
const PAGE = sql.statement("verify-packages");

/**
 * Compares the content of every package with the size and digest in its document, a chunk at a time.
 * The documents themselves are compared with their events elsewhere.
 */
export async function checkPackages({
  connection,
  report,
}: Pick<CheckContext, "connection" | "report">): Promise<undefined> {
  for (let last = ""; ; ) {
    const rows = await connection.query<PackageRow>(PAGE, [last, PAGE_ROWS]);
    for (const row of rows) report(...(await inspectPackage(connection, row)));
    const end = rows.at(-1);
    if (end === undefined) return undefined;
    last = end.id;
  }
}

async function inspectPackage(connection: Database, row: PackageRow): Promise<Finding[]> {
  const place = { eventId: null, index: null };
  if (row.contentId === null) {
    const detail = `The content of the package ${row.id} is missing.`;
    return [{ ...place, kind: "missing", detail }];
  }
  if (await isRecorded(connection, row)) return [];
  const detail = `The content of the package ${row.id} is not the one that its document records.`;
  return [{ ...place, kind: "changed", detail }];
}

async function isRecorded(connection: Database, row: PackageRow): Promise<boolean> {
  const bytes = packageBytes(connection, row.contentId, row);
  for (;;) {
    const { done, value } = await bytes.next();
    if (done) return value;
  }
}
