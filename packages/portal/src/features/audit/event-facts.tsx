import { Anchor, Code } from "@mantine/core";
import type { EventResource } from "../../model/answers/resources.ts";
import { type AuditFilters, actsOfKey } from "../../model/audit/filters.ts";
import { exactTime } from "../../model/format/time.ts";
import { DocumentLink, NamedDocumentLink } from "../../ui/document-link.tsx";
import { Fact, Facts } from "../../ui/facts.tsx";
import classes from "./event-facts.module.css";

interface EventFactsProps {
  readonly event: EventResource;
  readonly onFilter: (filters: AuditFilters) => void;
}

/** The user, identity, time, origin and related documents of an event. Unknown facts are left out. */
export function EventFacts({ event, onFilter }: EventFactsProps) {
  return (
    <Facts>
      <Fact name="Who">
        <DocumentLink id={event.UserId}>{event.Username ?? event.UserId}</DocumentLink>
        {event.IsService && " (service account)"}
      </Fact>
      <Fact name="Identity">{event.IdentityEstablishedWith || (isSystem(event) && "System")}</Fact>
      <Fact name="API key">{event.ApiKeyId && <KeyLink event={event} onFilter={onFilter} />}</Fact>
      <Fact name="When">
        <time dateTime={event.Occurred} className="tabular">
          {exactTime(Date.parse(event.Occurred))}
        </time>
      </Fact>
      <Fact name="IP address">{event.IpAddress && <Code>{event.IpAddress}</Code>}</Fact>
      <Fact name="User agent">{event.UserAgent}</Fact>
      <Fact name="Comment">{event.Comments}</Fact>
      <Fact name="Event">
        <Code>{event.Id}</Code>
      </Fact>
      <Fact name="Operation">
        {event.CorrelationId && <ActLink event={event} onFilter={onFilter} />}
      </Fact>
      <Fact name="Related" wide>
        {event.RelatedDocumentIds.length > 0 && <RelatedDocuments event={event} />}
      </Fact>
    </Facts>
  );
}

function KeyLink({ event, onFilter }: EventFactsProps) {
  const keyId = event.ApiKeyId ?? "";
  return (
    <>
      <Code>{event.ApiKeyHint ?? keyId}</Code>{" "}
      <Anchor component="button" type="button" size="sm" onClick={() => onFilter(actsOfKey(keyId))}>
        Show all its events
      </Anchor>
    </>
  );
}

function ActLink({ event, onFilter }: EventFactsProps) {
  const correlationId = event.CorrelationId ?? "";
  return (
    <>
      <Code>{correlationId}</Code>{" "}
      <Anchor
        component="button"
        type="button"
        size="sm"
        onClick={() => onFilter({ correlationId, spaces: ["all"], includeSystem: true })}
      >
        Show all its events
      </Anchor>
    </>
  );
}

function RelatedDocuments({ event }: { event: EventResource }) {
  return (
    <ul className={classes.related}>
      {event.RelatedDocumentIds.map((id) => (
        <li key={id}>
          <RelatedDocument event={event} id={id} />
        </li>
      ))}
    </ul>
  );
}

// The message contains the name that the document had then, which needs no permission to read.
function RelatedDocument({ event, id }: { event: EventResource; id: string }) {
  const span = event.MessageReferences.find((reference) => reference.ReferencedDocumentId === id);
  if (!span) return <NamedDocumentLink id={id} spaceId={event.SpaceId} />;
  return (
    <DocumentLink id={id} spaceId={event.SpaceId}>
      {event.Message.slice(span.StartIndex, span.StartIndex + span.Length)}
    </DocumentLink>
  );
}

function isSystem(event: EventResource): boolean {
  return event.UserId === "users-system";
}
