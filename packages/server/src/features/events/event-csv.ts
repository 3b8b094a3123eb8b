import {
  type EventEntry,
  eventNumber,
  type MessageReference,
  prefixOf,
  type TrailEvent,
} from "@indelible/trail";
import { changesAsText } from "./changes-as-text.ts";
import { BYTE_ORDER_MARK, csvLine } from "./csv-line.ts";

function nameIn({ Message }: TrailEvent, { StartIndex, Length }: MessageReference): string {
  return Message.slice(StartIndex, StartIndex + Length);
}

/** The name of the document that the event is of, as its message has it; else that of its state. */
function documentName(event: TrailEvent): string {
  const own = event.MessageReferences.find((one) => one.ReferencedDocumentId === event.DocumentId);
  if (own !== undefined) return nameIn(event, own);
  const { Name } = event.ChangeDetails.DocumentContext ?? {};
  return typeof Name === "string" ? Name : "";
}

/** The state of a deleted document before its deletion, as JSON. */
function lastState({ Category, ChangeDetails }: TrailEvent): string {
  return Category === "Deleted" ? JSON.stringify(ChangeDetails.DocumentContext) : "";
}

/** A column of the export: its heading, and its value for an event. */
type Column = readonly [
  heading: string,
  value: (event: TrailEvent, entry: EventEntry | undefined) => string,
];

const related = (prefix: string) => (event: TrailEvent) =>
  event.RelatedDocumentIds.filter((id) => prefixOf(id) === prefix).join(" ");

/** The names of the documents of a type, as the event itself states them. */
const namesOf = (prefix: string) => (event: TrailEvent) => {
  const named = event.MessageReferences.filter(
    (one) => prefixOf(one.ReferencedDocumentId) === prefix,
  );
  return [...new Set(named.map((one) => nameIn(event, one)))].join("; ");
};

/** The columns, in order. Every row has all of them; several ids in one are separated by spaces. */
const COLUMNS: readonly Column[] = [
  ["Id", (event) => event.Id],
  ["Occurred", (event) => event.Occurred],
  ["SpaceId", (event) => event.SpaceId ?? ""],
  ["Category", (event) => event.Category],
  ["DocumentType", (event) => event.DocumentType],
  ["DocumentId", (event) => event.DocumentId],
  ["DocumentName", documentName],
  ["Message", (event) => event.Message],
  ["UserId", (event) => event.UserId],
  ["Username", (event) => event.Username ?? ""],
  ["IsService", (event) => String(event.IsService)],
  ["IdentityEstablishedWith", (event) => event.IdentityEstablishedWith ?? ""],
  ["UserAgent", (event) => event.UserAgent ?? ""],
  ["IpAddress", (event) => event.IpAddress ?? ""],
  ["ApiKeyId", (event) => event.ApiKeyId ?? ""],
  ["ProjectId", related("Projects")],
  ["ProjectName", namesOf("Projects")],
  ["EnvironmentId", related("Environments")],
  ["EnvironmentName", namesOf("Environments")],
  ["TenantId", related("Tenants")],
  ["TenantName", namesOf("Tenants")],
  ["ReleaseId", related("Releases")],
  ["ReleaseName", namesOf("Releases")],
  ["DeploymentId", related("Deployments")],
  ["TaskId", related("ServerTasks")],
  ["RelatedDocumentIds", (event) => event.RelatedDocumentIds.join(" ")],
  ["CorrelationId", (event) => event.CorrelationId],
  ["LedgerIndex", (_, entry) => (entry === undefined ? "" : String(entry.index))],
  ["LedgerDigest", (_, entry) => entry?.digest ?? ""],
  ["Changes", changesAsText],
  ["LastState", lastState],
  ["Comments", (event) => event.Comments ?? ""],
  ["Differences", (event) => JSON.stringify(event.ChangeDetails.Differences ?? [])],
];

/** The columns that are left out without differences. */
const OF_DIFFERENCES: ReadonlySet<string> = new Set(["Changes", "LastState", "Differences"]);

/**
 * Events as CSV (RFC 4180) in UTF-8, with a byte order mark, a heading line and CRLF line ends. `entries`
 * are those of the ledger, by event number; an event without one is not in the ledger yet.
 */
export function eventsAsCsv(
  events: readonly TrailEvent[],
  withDifferences: boolean,
  entries: ReadonlyMap<number, EventEntry> = new Map(),
): string {
  const columns = withDifferences ? COLUMNS : COLUMNS.filter(([name]) => !OF_DIFFERENCES.has(name));
  const lines = events.map((event) => {
    const entry = entries.get(eventNumber(event));
    return csvLine(columns.map(([, value]) => value(event, entry)));
  });
  return BYTE_ORDER_MARK + csvLine(columns.map(([heading]) => heading)) + lines.join("");
}
