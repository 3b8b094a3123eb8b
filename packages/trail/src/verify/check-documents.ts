import type { Database } from "../database/database.ts";
import { sqlFile, sqlText } from "../database/sql-file.ts";
import type { TrailEvent } from "../event/event.ts";
import { type DocumentRow, inspectDocument } from "./document-row.ts";
import { eventIdOf, parseEvent } from "./event-row.ts";
import type { Finding } from "./finding.ts";

/** Documents looked at at once. */
const PAGE_ROWS = 200;
/**
 * Events looked at for one document. The last of them is nearly always the one with the highest
 * number; writers who reserved their numbers at the same time may change that by a few.
 */
const EVENTS_MAX = 10;

const FETCH = { name: "", text: `fetch forward ${PAGE_ROWS} from verify_documents` };
const EVENTS = sqlFile("verify-document-events");

type PageRow = DocumentRow & {
  readonly events: readonly { readonly number: number; readonly body: string | null }[];
};

/**
 * Compares every document, present or gone, with the last event that changed it, page by page. Leaves
 * out those of whose events one is `doubted`: named by a finding already. The connection must be in a
 * transaction of one snapshot, so that nobody who writes meanwhile raises a false alarm.
 */
export async function checkDocuments(
  connection: Database,
  doubted: ReadonlySet<string | null>,
  report: (finding: Finding) => void,
): Promise<void> {
  await connection.script(sqlText("verify-documents.sql"));
  for (;;) {
    const ids = (await connection.query<{ id: string }>(FETCH, [])).map(({ id }) => id);
    if (ids.length === 0) return;
    for (const row of await pageOf(connection, ids)) {
      if (row.events.some(({ number }) => doubted.has(eventIdOf(number)))) continue;
      const finding = inspectDocument(row, eventsOf(row));
      if (finding !== undefined) report(finding);
    }
  }
}

/** Of a document that is gone, one event is enough when it is the deletion. */
async function pageOf(connection: Database, ids: readonly string[]): Promise<PageRow[]> {
  const rows = await connection.query<PageRow>(EVENTS, [ids, EVENTS_MAX, 1]);
  const settled = rows.filter(isSettled);
  const others = rows.filter((row) => !settled.includes(row)).map(({ id }) => id);
  if (others.length === 0) return settled;
  return [
    ...settled,
    ...(await connection.query<PageRow>(EVENTS, [others, EVENTS_MAX, EVENTS_MAX])),
  ];
}

function isSettled(row: PageRow): boolean {
  return row.found || row.events.length === 0 || eventsOf(row)[0]?.Category === "Deleted";
}

/** The events of the document itself that changed it, by number, newest first. */
function eventsOf({ id, events }: PageRow): TrailEvent[] {
  return events.flatMap(({ body }) => {
    const event = body === null ? undefined : parseEvent(body);
    const isOwn = event?.DocumentId === id && event.ChangeDetails?.DocumentContext;
    return isOwn ? [event] : [];
  });
}
