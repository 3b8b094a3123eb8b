import type { JsonObject, ListedEvent, MessageReference, TrailEvent } from "@indelible/trail";

/**
 * An event as the API shows it (API reference, section 1). `ledgerIndex` is its index in the
 * ledger, undefined until it is in the ledger. Of a page with too many bytes, some events are without
 * their differences: they have `ChangeDetailsOmitted` and a link to the whole event.
 */
export function presentEvent(
  event: ListedEvent,
  ledgerIndex: number | undefined,
  withDifferences: boolean,
): JsonObject {
  const details = withDifferences ? event.ChangeDetails : NO_DETAILS;
  const self = `/api/events/${event.Id}`;
  const isOmitted = withDifferences && event.DetailsOmitted === true;
  return {
    Id: event.Id,
    RelatedDocumentIds: event.RelatedDocumentIds,
    Category: event.Category,
    UserId: event.UserId,
    Username: event.Username,
    IsService: event.IsService,
    IdentityEstablishedWith: event.IdentityEstablishedWith,
    UserAgent: event.UserAgent,
    IpAddress: event.IpAddress,
    ApiKeyId: event.ApiKeyId,
    ApiKeyHint: event.ApiKeyHint,
    Occurred: event.Occurred.replace("Z", "+00:00"),
    Message: event.Message,
    MessageHtml: messageHtml(event),
    MessageReferences: event.MessageReferences,
    Comments: event.Comments,
    Details: null,
    ChangeDetails: details,
    ...(isOmitted ? { ChangeDetailsOmitted: true } : {}),
    SpaceId: event.SpaceId,
    DocumentType: event.DocumentType,
    DocumentVersion: event.DocumentVersion,
    CorrelationId: event.CorrelationId,
    LedgerIndex: ledgerIndex ?? null,
    LastModifiedOn: null,
    LastModifiedBy: null,
    Links: {
      Self: self,
      Proof: `${self}/proof`,
      ...(isOmitted ? { ChangeDetails: self } : {}),
    },
  };
}

const NO_DETAILS = { DocumentContext: null, Differences: null };

/** The message with a link for each reference, as clients of Octopus Deploy show it. */
function messageHtml({ Message, MessageReferences }: TrailEvent): string {
  let html = "";
  let end = 0;
  for (const reference of [...MessageReferences].sort((a, b) => a.StartIndex - b.StartIndex)) {
    const start = reference.StartIndex;
    html += escaped(Message.slice(end, start));
    end = start + reference.Length;
    html += `<a href='${hashRoute(reference)}'>${escaped(Message.slice(start, end))}</a>`;
  }
  return html + escaped(Message.slice(end));
}

const CONFIGURATION = new Set(["users", "teams", "userroles", "scopeduserroles", "spaces"]);

function hashRoute({ ReferencedDocumentId }: MessageReference): string {
  const folder = ReferencedDocumentId.split("-", 1)[0]?.toLowerCase() ?? "";
  const below = CONFIGURATION.has(folder) ? "configuration/" : "";
  return `#/${below}${folder}/${encodeURIComponent(ReferencedDocumentId)}`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("'", "&#39;")
    .replaceAll('"', "&quot;");
}
