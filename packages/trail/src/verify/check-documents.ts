import type { Database } from "../database/database.ts";
import { sqlFile, sqlText } from "../database/sql-file.ts";
import type { TrailEvent } from "../event/event.ts";
import { type DocumentRow, inspectDocument } from "./document-row.ts";
import { eventIdOf } from "./event-row.ts";
import type { Finding } from "./finding.ts";
import { parseEvent } from "./parse-event.ts";

/** Documents looked at at once. */
const PAGE_ROWS = 100;
/**
 * Events looked at for each of them: the last is nearly always the newest by its time, and of one
 * that is gone, the deletion.
 */
const EVENTS = { present: 3, gone: 1 };
/** Events looked at before anything is reported, should clocks have been turned back. */
const EVENTS_MAX = 1_000;

const FETCH = { name: "", text: `fetch forward ${PAGE_ROWS} from verify_documents` };
const STORY = sqlFile("verify-document-events");

type PageRow = DocumentRow & {
  /** Of the events that count. */
  readonly numbers: readonly number[];
  /** Theirs, a line each, newest first; events that are gone have none. */
  readonly bodies: string;
};

/**
 * Compares every document, present or gone, with the last event that changed it, page by page.
 * Leaves out a document if one of its last events is in `suspects`: the events that already have a
 * finding. The connection must be in a transaction of one snapshot, so that a concurrent write
 * raises no false alarm.
 */
export async function checkDocuments(
  connection: Database,
  suspects: ReadonlySet<string | null>,
  report: (finding: Finding) => void,
): Promise<void> {
  await connection.script(sqlText("verify-documents.sql"));
  for (;;) {
    const ids = (await connection.query<{ id: string }>(FETCH, [])).map(({ id }) => id);
    if (ids.length === 0) return;
    for (const row of await connection.query<PageRow>(STORY, [ids, EVENTS.present, EVENTS.gone])) {
      const isSuspect = row.numbers.some((number) => suspects.has(eventIdOf(number)));
      if (isSuspect || inspectDocument(row, eventsOf(row)) === undefined) continue;
      const finding = await lookAgain(connection, row.id);
      if (finding !== undefined) report(finding);
    }
  }
}

/** Before a finding is reported: by so many events that no clock can have hidden the last. */
async function lookAgain(connection: Database, id: string): Promise<Finding | undefined> {
  const [row] = await connection.query<PageRow>(STORY, [[id], EVENTS_MAX, EVENTS_MAX]);
  return row && inspectDocument(row, eventsOf(row));
}

/** The events of the document itself that changed it, by number, newest first. */
function eventsOf({ id, bodies }: PageRow): TrailEvent[] {
  return bodies.split("\n").flatMap((body) => {
    const event = parseEvent(body);
    const isOwn = event?.DocumentId === id && event.ChangeDetails?.DocumentContext;
    return isOwn ? [event] : [];
  });
}
