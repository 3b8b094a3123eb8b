import { textsIn } from "../commit/relations.ts";
import type { Database } from "../database/database.ts";
import { sqlFile } from "../database/sql-file.ts";
import { apply } from "../differences/apply.ts";
import { eventNumber, TERM, type TrailEvent, termsOf } from "../event/event.ts";
import { isObject, type JsonObject } from "../json/json.ts";
import { JsonError } from "../json/json-error.ts";
import { type Envelope, parseEvent } from "./parse-event.ts";

/** The terms of a document's state, and the events that they apply to: from a number to a number. */
interface Period {
  readonly terms: readonly string[];
  readonly since: number;
  readonly until: number;
}

/** What is known of a document while its events are read, oldest first. */
interface History {
  readonly periods: Period[];
  /** The last change, and the state after it. */
  last: { readonly number: number; readonly state: JsonObject | undefined };
}

const PAGE_ROWS = 250;
/** Bytes of the bodies of a page, of which a single one may be longer. */
const PAGE_BYTES = 4 * 1024 * 1024;
/** The events that show a state; what others show is none. */
const CHANGES: ReadonlySet<string> = new Set(["Created", "Modified", "Deleted"]);
const PAGE = sqlFile("verify-past-relations");
const OLDEST = { name: "", text: "select body from trail.events order by id limit 1" };

/**
 * The terms that events of the formats before 3 were given later, when the index was extended: the
 * groups that their projects were in, and the tags that their tenants had, when they happened. They
 * are computed from the events of these documents, as the migration did. A modification or deletion
 * shows the state before it, which lasted since the one before. docs/formats/event.md.
 */
export class PastRelations {
  /** For a trail without older events. */
  static readonly none = new PastRelations(new Map());

  readonly #periods: ReadonlyMap<string, readonly Period[]>;

  private constructor(periods: ReadonlyMap<string, readonly Period[]>) {
    this.#periods = periods;
  }

  /** Reads the events of projects and tenants; nothing if the oldest event is of format 3. */
  static async read(connection: Database): Promise<PastRelations> {
    const [oldest] = await connection.query<{ body: string }>(OLDEST, []);
    if (oldest === undefined || parseEvent(oldest.body)?.Format === "indelible-event/3") {
      return PastRelations.none;
    }
    const histories = new Map<string, History>();
    for (let last = -1; ; ) {
      const rows = await connection.query<{ number: number; body: string }>(PAGE, [
        last,
        PAGE_ROWS,
        PAGE_BYTES,
      ]);
      for (const { body } of rows) addEvent(histories, parseEvent(body));
      const end = rows.at(-1);
      if (end === undefined) break;
      last = end.number;
    }
    return new PastRelations(new Map([...histories].map(([id, found]) => [id, periodsOf(found)])));
  }

  /** All index terms of an event, without repetition: before format 3, with those given later. */
  termsOf(event: Envelope): string[] {
    if (event.Format === "indelible-event/3") return termsOf(event);
    const number = eventNumber(event);
    const later = event.RelatedDocumentIds.flatMap((id) =>
      (this.#periods.get(id) ?? [])
        .filter(({ since, until }) => since <= number && number <= until)
        .flatMap(({ terms }) => terms),
    );
    return [...new Set([...termsOf(event), ...later])];
  }
}

function addEvent(histories: Map<string, History>, event: TrailEvent | undefined): void {
  const context = event?.ChangeDetails?.DocumentContext ?? undefined;
  if (event === undefined || !CHANGES.has(event.Category) || !isObject(context)) return;
  const history = histories.get(event.DocumentId) ?? {
    periods: [],
    last: { number: 0, state: undefined },
  };
  histories.set(event.DocumentId, history);
  const number = eventNumber(event);
  if (event.Category === "Created") {
    history.last = { ...history.last, state: context };
    return;
  }
  history.periods.push({ terms: termsIn(context), since: history.last.number, until: number });
  history.last = { number, state: stateAfter(event, context) };
}

/** Differences that cannot be applied are not from the server: the event has another finding. */
function stateAfter({ ChangeDetails }: TrailEvent, before: JsonObject): JsonObject {
  const operations: unknown = ChangeDetails.Differences;
  if (!Array.isArray(operations) || !operations.every(isObject)) return before;
  try {
    const after = apply(before, ChangeDetails.Differences ?? []);
    return isObject(after) ? after : before;
  } catch (error) {
    if (error instanceof JsonError) return before;
    throw error;
  }
}

function periodsOf({ periods, last: { number, state } }: History): Period[] {
  if (state === undefined) return periods;
  return [...periods, { terms: termsIn(state), since: number, until: Number.MAX_SAFE_INTEGER }];
}

function termsIn(state: JsonObject): string[] {
  const { ProjectGroupId: group } = state;
  const groups = typeof group === "string" && group !== "" ? [group] : [];
  return [...groups, ...textsIn(state.TenantTags).map(TERM.tag)];
}
