import { apply } from "../differences/apply.ts";
import type { DocumentType } from "../document/document-type.ts";
import type { TrailEvent } from "../event/event.ts";
import { commitmentsOf, commitmentTo } from "../event/personal.ts";
import type { Json, JsonObject } from "../json/json.ts";
import { JsonError } from "../json/json-error.ts";
import { sha256Hex } from "../sha256.ts";
import { DATABASE_USER } from "./document-row.ts";

/** The columns of a document that repeat its body or its last event. */
export interface DerivedColumns {
  readonly title: string;
  readonly sort_key: string;
  /** ISO 8601 in UTC with microseconds. */
  readonly modified_on: string;
  readonly modified_by: string;
  /** The salts of the committed usernames of the events, by event id; erased ones are missing. */
  readonly salts: { readonly [eventId: string]: string };
}

type ColumnName = Exclude<keyof DerivedColumns, "salts">;

/**
 * The columns that do not follow from the events, by name. `events` are those that changed the
 * document, newest first, `last` first of all; columns that they do not determine are left out. `type`
 * is undefined for an unknown type, whose title and sort key are not known.
 */
export function columnFaultsOf(
  row: DerivedColumns & { readonly body: JsonObject },
  type: DocumentType | undefined,
  events: readonly TrailEvent[],
): string[] {
  const names: readonly ColumnName[] = ["title", "sort_key", "modified_on", "modified_by"];
  return names.filter((name) => !isExplained(name, row, type, events));
}

function isExplained(
  name: ColumnName,
  row: DerivedColumns & { readonly body: JsonObject },
  type: DocumentType | undefined,
  events: readonly TrailEvent[],
): boolean {
  for (const [place, event] of events.entries()) {
    if (event.UserId !== DATABASE_USER) {
      const body = place === 0 ? row.body : bodyAfter(event);
      return isOfServer(name, row, type, event, body);
    }
    const written = writtenDirectly(event, name);
    if (written !== undefined) return isSameValue(name, row[name], written);
    if (event.Category === "Created") return name !== "title" || row.title === titleIn(event);
  }
  return true;
}

/** Whether a column is as a server writes it with an event. */
function isOfServer(
  name: ColumnName,
  row: DerivedColumns,
  type: DocumentType | undefined,
  event: TrailEvent,
  body: JsonObject | undefined,
): boolean {
  if (name === "modified_on") return isSameValue(name, row.modified_on, event.Occurred);
  if (name === "modified_by") return isWriter(row, event);
  if (type === undefined || body === undefined) return true;
  return row[name] === (name === "title" ? type.title(body) : type.sortKey(body));
}

/** A committed name can be compared until it is erased. */
function isWriter({ modified_by: value, salts }: DerivedColumns, event: TrailEvent): boolean {
  const commitment = commitmentsOf(event).Username;
  if (commitment === undefined) return event.Username === value;
  const salt = salts[event.Id];
  return salt === undefined || commitmentTo({ salt, value }, sha256Hex) === commitment;
}

/** The document that an event shows after its change; undefined if it does not apply. */
export function bodyAfter({ ChangeDetails }: TrailEvent): JsonObject | undefined {
  try {
    const { DocumentContext, Differences } = ChangeDetails;
    return apply(DocumentContext, Differences ?? []) as JsonObject;
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

/** The title in the message of an event that the database wrote. */
function titleIn({ Message, MessageReferences: [reference] }: TrailEvent): string {
  const { StartIndex = 0, Length = 0 } = reference ?? {};
  return Message.slice(StartIndex, StartIndex + Length);
}

const JSON_TEXT = String.raw`"(?:[^"\\]|\\.)*"`;

/** What direct SQL wrote into a column, by the comment of its event; undefined if it did not. */
function writtenDirectly({ Comments }: TrailEvent, name: ColumnName): Json | undefined {
  const change = new RegExp(`(?:: |; )${name} from ${JSON_TEXT} to (${JSON_TEXT})(?:;|$)`);
  const [, text] = change.exec(Comments ?? "") ?? [];
  return text === undefined ? undefined : JSON.parse(text);
}

function isSameValue(name: ColumnName, actual: string, expected: Json): boolean {
  if (name !== "modified_on") return actual === expected;
  return microseconds(actual) === microseconds(String(expected));
}

/** A time in UTC, with all six digits of its fraction. */
function microseconds(time: string): string {
  const [, seconds = "", fraction = ""] = /^([^.Z+]*)(?:\.(\d+))?/.exec(time) ?? [];
  return `${seconds}.${fraction.padEnd(6, "0")}`;
}
