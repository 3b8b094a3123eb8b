import type { Database, Statement } from "../database/database.ts";
import { sqlText } from "../database/sql-file.ts";
import type { FoundEvent } from "./event-portions.ts";
import type { Visibility } from "./visibility.ts";

/** A query for events, among those that the viewer may see. */
export interface EventQuery {
  readonly visibility: Visibility;
  /** Events that have, for each set, at least one of its terms (see `TERM` and document ids). */
  readonly terms?: readonly (readonly string[])[];
  /** Events that have none of these terms. */
  readonly withoutTerms?: readonly string[];
  /** At or after this time. */
  readonly from?: Date | undefined;
  /** Before. */
  readonly to?: Date | undefined;
  /** With a greater number than this. */
  readonly afterNumber?: number | undefined;
  /** With a smaller number than this. */
  readonly beforeNumber?: number | undefined;
  readonly numbers?: readonly number[] | undefined;
  /** Of these spaces, which may be deleted; undefined for all. */
  readonly spaceIds?: readonly string[] | undefined;
  /** Whether events of no space are included; by default they are. */
  readonly withSystem?: boolean | undefined;
  /** Of the events that were recorded at this point in time. */
  readonly within?: EventSnapshot | undefined;
  /** The number of an event: after it in the order of the list. */
  readonly olderThan?: number | undefined;
}

/** The events that were recorded at one point in time: a snapshot, because events never change. */
export interface EventSnapshot {
  /** Those in the ledger with a smaller index than this. */
  readonly size: number;
  /** The numbers of those that were not in the ledger yet. */
  readonly waiting: readonly number[];
}

const FILTER = sqlText("event-filter.sql");
const LIST = sqlText("list-events.sql");
const COUNT = sqlText("count-events.sql");
const GET: Statement = { name: "trail-get-event", text: sqlText("get-event.sql") };

/** Position of the first parameter that holds a set of terms, after those of the SQL files. */
const FIRST_TERMS = 11;

/** A page of the events that the query finds, newest first (by time, then by number). */
export function findEvents(
  database: Database,
  query: EventQuery,
  skip: number,
  take: number,
): Promise<FoundEvent[]> {
  const { text, values } = composed(LIST, query, [skip, take]);
  return database.query<FoundEvent>({ name: "", text }, values);
}

/** The number of events that the query finds. */
export async function countEventsFound(database: Database, query: EventQuery): Promise<number> {
  const { text, values } = composed(COUNT, query, [null, null]);
  const [row] = await database.query<{ total: number }>({ name: "", text }, values);
  return row?.total ?? 0;
}

/**
 * The canonical text of the event with a number, byte for byte as recorded; undefined if it does
 * not exist or the viewer may not see it.
 */
export async function getEventText(
  database: Database,
  number: number,
  visibility: Visibility,
): Promise<string | undefined> {
  const values = [number, JSON.stringify(visibility)];
  const [row] = await database.query<{ body: string }>(GET, values);
  return row?.body;
}

/**
 * The statement for a query. A filter with a single term drives it, so that the page is read from
 * the index of that term; otherwise the newest events are read and tested.
 */
function composed(sql: string, query: EventQuery, page: readonly unknown[]) {
  const sets = [...(query.terms ?? [])].sort((a, b) => a.length - b.length);
  const driven = sets[0]?.length === 1;
  const without = query.withoutTerms ?? [];
  const probed = driven ? sets.slice(1) : sets;
  const clauses = [...probed.map(() => ""), ...(without.length > 0 ? ["not "] : [])];
  const first = driven ? FIRST_TERMS + 1 : FIRST_TERMS;
  const snapshot = query.within === undefined ? [] : snapshotValues(query.within, query.olderThan);
  // Counting does not use the parameters of the page; they are mentioned to keep their types known.
  const filter = [
    FILTER,
    ...(driven ? [`  and d.term = $${FIRST_TERMS}::text`] : []),
    ...clauses.map((not, index) => hasTerm(not, first + index)),
    ...(snapshot.length > 0 ? [isWithin(driven, first + clauses.length)] : []),
    "  and $9::bigint is not distinct from $9::bigint and $10::bigint is not distinct from $10::bigint",
  ].join("\n");
  const text = sql
    .replace("/* source */", driven ? DRIVEN_SOURCE : "trail.events e")
    .replace("/* filter */", filter)
    .replace(
      "/* order */",
      driven ? "d.occurred desc, d.event_id desc" : "e.occurred desc, e.id desc",
    );
  const values = [
    ...filterValues(query),
    ...page,
    ...(driven ? [sets[0]?.[0]] : []),
    ...probed,
    ...(without.length > 0 ? [without] : []),
    ...snapshot,
  ];
  return { text, values };
}

const DRIVEN_SOURCE = "trail.event_terms d join trail.events e on e.id = d.event_id";

function hasTerm(not: string, parameter: number): string {
  return `  and ${not}exists (
    select 1 from trail.event_terms t
    where t.term = any($${parameter}::text[]) and t.occurred = e.occurred and t.event_id = e.id
  )`;
}

function snapshotValues({ size, waiting }: EventSnapshot, olderThan: number | undefined) {
  return [waiting, size, olderThan ?? null];
}

/** Whether an event is in a snapshot, and after the event with a number; by its three parameters. */
function isWithin(driven: boolean, parameter: number): string {
  const place = driven ? "(d.occurred, d.event_id)" : "(e.occurred, e.id)";
  return `  and (e.id = any($${parameter}::bigint[]) or exists (
    select 1 from trail.ledger_entries l
    where l.event_id = e.id and l.index < $${parameter + 1}::bigint
  ))
  and ($${parameter + 2}::bigint is null or ${place} < (
    select c.occurred, c.id from trail.events c where c.id = $${parameter + 2}::bigint
  ))`;
}

function filterValues(query: EventQuery): unknown[] {
  return [
    JSON.stringify(query.visibility),
    query.from ?? null,
    query.to ?? null,
    query.afterNumber ?? null,
    query.beforeNumber ?? null,
    query.numbers ?? null,
    query.withSystem ?? true,
    query.spaceIds ?? null,
  ];
}
