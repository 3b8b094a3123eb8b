import { prefixOf, type TrailEvent } from "@indelible/trail";

/** A column of the export: its heading, and its value for an event. */
type Column = readonly [heading: string, value: (event: TrailEvent) => string];

const related = (prefix: string) => (event: TrailEvent) =>
  event.RelatedDocumentIds.filter((id) => prefixOf(id) === prefix).join(" ");

/** The columns, in order. Every row has all of them; several ids in one are separated by spaces. */
const COLUMNS: readonly Column[] = [
  ["Id", (event) => event.Id],
  ["Occurred", (event) => event.Occurred],
  ["SpaceId", (event) => event.SpaceId ?? ""],
  ["Category", (event) => event.Category],
  ["DocumentType", (event) => event.DocumentType],
  ["DocumentId", (event) => event.DocumentId],
  ["Message", (event) => event.Message],
  ["UserId", (event) => event.UserId],
  ["Username", (event) => event.Username ?? ""],
  ["IsService", (event) => String(event.IsService)],
  ["IdentityEstablishedWith", (event) => event.IdentityEstablishedWith ?? ""],
  ["UserAgent", (event) => event.UserAgent ?? ""],
  ["IpAddress", (event) => event.IpAddress ?? ""],
  ["ApiKeyId", (event) => event.ApiKeyId ?? ""],
  ["ProjectId", related("Projects")],
  ["EnvironmentId", related("Environments")],
  ["TenantId", related("Tenants")],
  ["ReleaseId", related("Releases")],
  ["DeploymentId", related("Deployments")],
  ["RelatedDocumentIds", (event) => event.RelatedDocumentIds.join(" ")],
  ["CorrelationId", (event) => event.CorrelationId],
  ["Comments", (event) => event.Comments ?? ""],
  ["Differences", (event) => JSON.stringify(event.ChangeDetails.Differences ?? [])],
];

/** Events as CSV (RFC 4180), with a heading line and CRLF line ends. */
export function eventsAsCsv(events: readonly TrailEvent[], withDifferences: boolean): string {
  const columns = withDifferences ? COLUMNS : COLUMNS.slice(0, -1);
  const rows = [
    columns.map(([heading]) => heading),
    ...events.map((event) => columns.map(([, value]) => value(event))),
  ];
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** Spreadsheets treat a cell that starts with one of these as a formula and would run it. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
