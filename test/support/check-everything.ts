import {
  apply,
  canonicalize,
  type Database,
  type DocumentType,
  type Json,
  type JsonObject,
  referencesOf,
  sha256Hex,
  shownDocument,
  type TrailEvent,
  termsOf,
} from "@indelible/trail";
import { expect } from "vitest";
import { uniqueKeysOf } from "../../packages/trail/src/commit/unique-keys.ts";

interface DocumentRow {
  readonly id: string;
  readonly type: string;
  readonly space_id: string | null;
  readonly version: number;
  readonly title: string;
  readonly sort_key: string;
  readonly body: JsonObject;
  readonly modified_on: Date;
  readonly modified_by: string;
}

interface EventRow {
  readonly id: number;
  readonly occurred: Date;
  readonly space_id: string | null;
  readonly scopes: JsonObject;
  readonly body: string;
  readonly digest: Uint8Array;
}

/**
 * Reads the whole database and checks that documents and events are consistent (I1, I2, I8). It
 * uses no state in memory and no query of the trail. There must be no concurrent writes.
 *
 * @param types every type that has documents in the store
 */
export async function checkEverything(
  database: Database,
  types: readonly DocumentType[],
): Promise<void> {
  expect(await findProblems(database, types)).toEqual([]);
}

/** The problems that {@link checkEverything} finds, one sentence for each. */
export async function findProblems(
  database: Database,
  types: readonly DocumentType[],
): Promise<string[]> {
  const documents = await rowsOf<DocumentRow>(database, "select * from trail.documents");
  const rows = await rowsOf<EventRow>(database, "select * from trail.events order by id");
  return [
    ...rows.flatMap(eventProblems),
    ...storyProblems(rows, documents, types),
    ...(await termProblems(database, rows)),
    ...(await ledgerProblems(database, rows)),
    ...(await linkProblems(database, documents, types)),
    ...(await keyProblems(database, documents, types)),
  ];
}

function rowsOf<Row extends object>(database: Database, text: string): Promise<Row[]> {
  return database.query<Row>({ name: "", text }, []);
}

function parsed(row: EventRow): TrailEvent {
  return JSON.parse(row.body);
}

/** The bytes are canonical, the digest matches them, and the columns repeat their content. */
function eventProblems(row: EventRow): string[] {
  const event = parsed(row);
  const checks = {
    canonical: canonicalize(JSON.parse(row.body)) === row.body,
    digest: Buffer.from(row.digest).toString("hex") === sha256Hex(row.body),
    number: event.Id === `Events-${row.id}`,
    time: event.Occurred === row.occurred.toISOString(),
    space: event.SpaceId === row.space_id,
    scopes: isSame(event.Scopes, row.scopes),
  };
  return Object.entries(checks)
    .filter(([, holds]) => !holds)
    .map(([check]) => `${event.Id}: its ${check} is wrong`);
}

/** Every document, existing or deleted, matches its events. */
function storyProblems(
  rows: readonly EventRow[],
  documents: readonly DocumentRow[],
  types: readonly DocumentType[],
): string[] {
  const events = new Map<string, TrailEvent[]>();
  for (const event of rows.map(parsed)) {
    events.set(event.DocumentId, [...(events.get(event.DocumentId) ?? []), event]);
  }
  const stored = new Map(documents.map((document) => [document.id, document]));
  const ids = new Set([...events.keys(), ...stored.keys()]);
  return [...ids].flatMap((id) =>
    documentProblems(stored.get(id), events.get(id) ?? [], types).map(
      (problem) => `${id}: ${problem}`,
    ),
  );
}

function documentProblems(
  document: DocumentRow | undefined,
  events: readonly TrailEvent[],
  types: readonly DocumentType[],
): string[] {
  const changes = events
    .filter(({ Category }) => Category === "Created" || Category === "Modified")
    .sort((a, b) => a.DocumentVersion - b.DocumentVersion);
  const problems = changes.flatMap(({ Id, Category, DocumentVersion }, index) =>
    DocumentVersion === index + 1 && (Category === "Created") === (index === 0)
      ? []
      : [`${Id} (${Category}, version ${DocumentVersion}) is at place ${index + 1}`],
  );
  const { state, problems: replayed } = replay(changes);
  const deletions = events.filter(({ Category }) => Category === "Deleted");
  const ending =
    document === undefined
      ? goneProblems(deletions, changes.length, state)
      : presentProblems(document, deletions, changes.at(-1), state, types);
  return [...problems, ...replayed, ...ending];
}

function replay(changes: readonly TrailEvent[]): { state: Json; problems: string[] } {
  let state: Json = null;
  const problems: string[] = [];
  for (const { Id, Category, ChangeDetails } of changes) {
    const { DocumentContext, Differences } = ChangeDetails;
    if (Category === "Modified" && !isSame(DocumentContext, state)) {
      problems.push(`${Id} does not start where the event before it ended`);
    }
    state = apply(DocumentContext, Differences ?? []);
  }
  return { state, problems };
}

function goneProblems(deletions: readonly TrailEvent[], version: number, state: Json): string[] {
  const [deletion, ...more] = deletions;
  if (deletion === undefined) return ["it was deleted without an event"];
  if (more.length > 0) return ["it was deleted more than once"];
  if (deletion.DocumentVersion !== version) return ["another version than the last was deleted"];
  return isSame(deletion.ChangeDetails.DocumentContext, state)
    ? []
    : ["its last state is not what its events say"];
}

function presentProblems(
  document: DocumentRow,
  deletions: readonly TrailEvent[],
  last: TrailEvent | undefined,
  state: Json,
  types: readonly DocumentType[],
): string[] {
  const type = types.find(({ prefix }) => prefix === document.type);
  if (type === undefined) return ["its type is unknown to the check"];
  const shown = shownDocument(type, document.id, document.space_id, document.body);
  const checks = {
    existence: deletions.length === 0,
    body: isSame(shown, state),
    version: last?.DocumentVersion === document.version,
    time: last?.Occurred === document.modified_on.toISOString(),
    writer: last?.Username === document.modified_by,
    title: type.title(document.body) === document.title,
    "sort key": type.sortKey(document.body) === document.sort_key,
  };
  return Object.entries(checks)
    .filter(([, holds]) => !holds)
    .map(([check]) => `its ${check} is not explained`);
}

async function termProblems(database: Database, rows: readonly EventRow[]): Promise<string[]> {
  const expected = rows.flatMap((row) =>
    termsOf(parsed(row)).map((term) => `${row.id} ${row.occurred.toISOString()} ${term}`),
  );
  const terms = await rowsOf<{ event_id: number; occurred: Date; term: string }>(
    database,
    "select event_id, occurred, term from trail.event_terms",
  );
  const found = terms.map((row) => `${row.event_id} ${row.occurred.toISOString()} ${row.term}`);
  return mismatches("term", expected, found);
}

/** Each event is in the ledger or in the queue. */
async function ledgerProblems(database: Database, rows: readonly EventRow[]): Promise<string[]> {
  const places = await rowsOf<{ event_id: number }>(
    database,
    "select event_id from trail.unsequenced union all select event_id from trail.ledger_entries",
  );
  const numbers = rows.map(({ id }) => String(id));
  return mismatches(
    "place in the ledger",
    numbers,
    places.map(({ event_id }) => String(event_id)),
  );
}

async function linkProblems(
  database: Database,
  documents: readonly DocumentRow[],
  types: readonly DocumentType[],
): Promise<string[]> {
  const expected = documents.flatMap(({ id, type: prefix, body }) => {
    const type = types.find((candidate) => candidate.prefix === prefix);
    const references = type === undefined ? [] : referencesOf(type, body);
    const kept = references.filter(({ rule }) => rule.onDelete !== "keep");
    const rules = new Map(kept.map((reference) => [reference.id, reference.rule]));
    return [...rules].map(([to, rule]) =>
      [id, to, rule.follows === true, rule.onDelete === "cascade"].join(" "),
    );
  });
  const links = await rowsOf<{ link: string }>(
    database,
    "select concat_ws(' ', from_id, to_id, follows::text, cascades::text) as link from trail.links",
  );
  return mismatches(
    "link",
    expected,
    links.map(({ link }) => link),
  );
}

async function keyProblems(
  database: Database,
  documents: readonly DocumentRow[],
  types: readonly DocumentType[],
): Promise<string[]> {
  const expected = documents.flatMap(({ id, type: prefix, space_id, body }) => {
    const type = types.find((candidate) => candidate.prefix === prefix);
    const keys = type === undefined ? [] : uniqueKeysOf(type, space_id, body);
    return keys.map(({ key, field }) => `${id} ${field} ${key}`);
  });
  const keys = await rowsOf<{ document_id: string; field: string; key: string }>(
    database,
    "select document_id, field, key from trail.unique_keys",
  );
  const found = keys.map(({ document_id, field, key }) => `${document_id} ${field} ${key}`);
  return mismatches("unique key", expected, found);
}

function mismatches(what: string, expected: readonly string[], found: readonly string[]): string[] {
  const [wanted, present] = [new Set(expected), new Set(found)];
  return [
    ...expected.filter((row) => !present.has(row)).map((row) => `missing ${what}: ${row}`),
    ...found.filter((row) => !wanted.has(row)).map((row) => `unexplained ${what}: ${row}`),
    ...(present.size < found.length ? [`a ${what} is there twice`] : []),
  ];
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalize(a as Json) === canonicalize(b as Json);
}
