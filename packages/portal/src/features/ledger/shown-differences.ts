import { canonicalize, type JsonObject } from "@indelible/trail/pure";
import type { EventResource } from "../../model/answers/resources.ts";

/** The properties of an event that the page shows as they were recorded. */
const SHOWN = [
  "Id",
  "SpaceId",
  "Category",
  "DocumentType",
  "DocumentVersion",
  "UserId",
  "Username",
  "IsService",
  "IdentityEstablishedWith",
  "UserAgent",
  "IpAddress",
  "ApiKeyId",
  "ApiKeyHint",
  "CorrelationId",
  "Message",
  "MessageReferences",
  "RelatedDocumentIds",
  "Comments",
  "ChangeDetails",
] as const;

/**
 * The names of the properties in which an event on the page differs from the one that was recorded;
 * none when the page shows the recorded event. Times are compared as instants.
 */
export function shownDifferences(recorded: JsonObject, shown: EventResource): string[] {
  const properties: JsonObject = JSON.parse(JSON.stringify(shown));
  const textOf = (event: JsonObject, name: string) => canonicalize(event[name] ?? null);
  const differing = SHOWN.filter((name) => textOf(recorded, name) !== textOf(properties, name));
  const sameTime = Date.parse(String(recorded.Occurred)) === Date.parse(shown.Occurred);
  return sameTime ? differing : [...differing, "Occurred"];
}
