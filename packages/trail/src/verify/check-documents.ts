import type { Database } from "../database/database.ts";
import { sqlFile, sqlText } from "../database/sql-file.ts";
import type { DocumentType } from "../document/document-type.ts";
import type { TrailEvent } from "../event/event.ts";
import type { DigestKeys } from "../secrets/secret-digests.ts";
import type { CheckContext, Tally, VerifyOptions } from "./check.ts";
import { type DerivedRow, inspectDerived } from "./derived-rows.ts";
import { documentGroups } from "./document-groups.ts";
import { inspectDocument } from "./document-row.ts";
import { eventIdOf } from "./event-row.ts";
import type { Finding } from "./finding.ts";
import { inspectSecrets } from "./inspect-secrets.ts";
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

type PageRow = DerivedRow & {
  /** Of the events that count. */
  readonly numbers: readonly number[];
  /** Theirs, a line each, newest first; events that are gone have none. */
  readonly bodies: string;
};

/** What documents are compared with, in addition to events. */
export interface Comparison {
  /** They compute the digests of secrets; undefined without the master key. */
  readonly keys: DigestKeys | undefined;
  /** The document types, by prefix: they determine titles, links and unique keys. */
  readonly types: ReadonlyMap<string, DocumentType>;
}

/** What is wrong with one document, and whether its secrets are bound to its last event. */
interface Verdict {
  readonly findings: readonly Finding[];
  readonly isBound: boolean;
}

/**
 * Compares every document, present or gone, with the last event that changed it, page by page; with
 * the keys, also its secrets and hidden fields. Counts documents with secrets that are not bound to
 * their last event. A document is left out if one of its last events already has a finding.
 */
export async function checkDocuments(context: CheckContext): Promise<Pick<Tally, "notBound">> {
  const { connection, options, findings: before, report } = context;
  const comparison = comparisonOf(options);
  const suspects = new Set(before.inOrder().map(({ eventId }) => eventId));
  await connection.script(sqlText("verify-documents.sql"));
  for (let notBound = 0; ; ) {
    const ids = (await connection.query<{ id: string }>(FETCH, [])).map(({ id }) => id);
    if (ids.length === 0) return { notBound };
    notBound += await checkDocumentPage({ connection, comparison, suspects, report }, ids);
  }
}

/** What the options of a verification compare documents with. */
export function comparisonOf({ secrets: keys, types = [] }: VerifyOptions): Comparison {
  return { keys, types: new Map(types.map((type) => [type.prefix, type])) };
}

/** What a page of documents is checked with. */
export interface DocumentPageOptions {
  readonly connection: Database;
  readonly comparison: Comparison;
  /** Events that already have a finding. */
  readonly suspects: ReadonlySet<string | null>;
  readonly report: (...findings: readonly Finding[]) => void;
}

/**
 * Checks the documents of some ids, present or gone. Each is read with its events in one statement, so
 * that a concurrent write raises no false alarm. Returns how many have secrets that are not bound.
 */
export async function checkDocumentPage(
  options: DocumentPageOptions,
  ids: readonly string[],
): Promise<number> {
  let notBound = 0;
  for (const group of await documentGroups(options.connection, ids)) {
    notBound += await checkGroup(options, group);
  }
  return notBound;
}

async function checkGroup(
  { connection, comparison, suspects, report }: DocumentPageOptions,
  ids: readonly string[],
): Promise<number> {
  let notBound = 0;
  for (const row of await connection.query<PageRow>(STORY, [ids, EVENTS.present, EVENTS.gone])) {
    const isSuspect = row.numbers.some((number) => suspects.has(eventIdOf(number)));
    if (isSuspect) continue;
    const { findings, isBound } = inspect(comparison, row);
    if (!isBound) notBound += 1;
    if (findings.length > 0) report(...(await lookAgain(connection, comparison, row.id)));
  }
  return notBound;
}

/** Before a finding is reported: by so many events that no clock can have hidden the last. */
async function lookAgain(
  connection: Database,
  comparison: Comparison,
  id: string,
): Promise<readonly Finding[]> {
  const [row] = await connection.query<PageRow>(STORY, [[id], EVENTS_MAX, EVENTS_MAX]);
  return row === undefined ? [] : inspect(comparison, row).findings;
}

function inspect({ keys, types }: Comparison, row: PageRow): Verdict {
  const events = eventsOf(row);
  const finding = inspectDocument(row, events) ?? inspectDerived(types, row, events);
  if (finding !== undefined) return { findings: [finding], isBound: true };
  return keys === undefined ? NO_KEYS : inspectSecrets(keys, row, events);
}

const NO_KEYS: Verdict = { findings: [], isBound: true };

/** The events of the document itself that changed it, by number, newest first. */
function eventsOf({ id, bodies }: PageRow): TrailEvent[] {
  return bodies.split("\n").flatMap((body) => {
    const event = parseEvent(body);
    const isOwn = event?.DocumentId === id && event.ChangeDetails?.DocumentContext;
    return isOwn ? [event] : [];
  });
}
