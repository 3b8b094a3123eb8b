import { BotIcon, ChevronRightIcon } from "lucide-react";
import { lazy, Suspense, useId } from "react";
import { documentTypeOf, type EventResource } from "../../model/answers/resources.ts";
import type { AuditFilters } from "../../model/audit/filters.ts";
import { documentTypeName } from "../../model/documents/document-kinds.ts";
import { exactTime, relativeTime, timeOfDay } from "../../model/format/time.ts";
import { useNow } from "../../ui/clock.tsx";
import { DocumentLink } from "../../ui/document-link.tsx";
import { Tag } from "../../ui/tag.tsx";
import { Seal } from "../ledger/seal.tsx";
import { categoryLook, categoryName } from "./category-look.ts";
import classes from "./event-list.module.css";
import { EventMessage } from "./event-message.tsx";

const EventDetails = lazy(async () => ({
  default: (await import("./event-details.tsx")).EventDetails,
}));

interface EventRowProps {
  readonly event: EventResource;
  /** Place in the whole list, from 1. */
  readonly position: number;
  readonly total: number;
  readonly opened: boolean;
  readonly onToggle: () => void;
  readonly onFilter: (filters: AuditFilters) => void;
}

/** One event: time, message and user. Its details open on demand. */
export function EventRow({ event, position, total, opened, onToggle, onFilter }: EventRowProps) {
  const id = useId();
  return (
    <article
      className={classes.event}
      aria-labelledby={`${id}-message`}
      aria-posinset={position}
      aria-setsize={total}
      data-opened={opened || undefined}
    >
      <div className={classes.summary}>
        <EventTime occurred={event.Occurred} />
        <CategoryIcon category={event.Category} />
        <div className={classes.text}>
          <div id={`${id}-message`} className={classes.message}>
            <EventMessage event={event} />
          </div>
          <EventByline event={event} />
        </div>
        <CategoryBadge category={event.Category} />
        <Toggle id={id} opened={opened} onToggle={onToggle} />
      </div>
      {opened && (
        <section id={`${id}-details`} aria-label="Details" className={classes.details}>
          <Suspense>
            <EventDetails event={event} onFilter={onFilter} />
          </Suspense>
        </section>
      )}
    </article>
  );
}

interface ToggleProps extends Pick<EventRowProps, "opened" | "onToggle"> {
  /** What the ids of the row's parts begin with. */
  readonly id: string;
}

function Toggle({ id, opened, onToggle }: ToggleProps) {
  return (
    <button
      type="button"
      data-toggle
      className={classes.toggle}
      aria-expanded={opened}
      aria-controls={`${id}-details`}
      aria-label={opened ? "Hide details" : "Show details"}
      aria-describedby={`${id}-message`}
      onClick={onToggle}
    >
      <ChevronRightIcon size={18} strokeWidth={1.8} aria-hidden="true" />
    </button>
  );
}

function EventTime({ occurred }: { occurred: string }) {
  const instant = Date.parse(occurred);
  return (
    <time dateTime={occurred} title={exactTime(instant)} className={classes.time}>
      {timeOfDay(instant)}
      <span className={classes.ago}>{relativeTime(instant, useNow())}</span>
    </time>
  );
}

function CategoryIcon({ category }: { category: string }) {
  const { icon: Icon, tone } = categoryLook(category);
  return (
    <span className={classes.icon} data-tone={tone}>
      <Icon size={17} strokeWidth={1.8} aria-hidden="true" />
    </span>
  );
}

function CategoryBadge({ category }: { category: string }) {
  return (
    <Tag tone={categoryLook(category).tone} className={classes.badge}>
      {categoryName(category)}
    </Tag>
  );
}

/** The database recorded a change by SQL: the name is that of a database user. */
function isDirectSql({ UserId }: EventResource): boolean {
  return UserId === "users-database";
}

function EventByline({ event }: { event: EventResource }) {
  return (
    <div className={classes.byline}>
      <span className={classes.actor}>
        <DocumentLink id={event.UserId}>{event.Username ?? event.UserId}</DocumentLink>
      </span>
      {isDirectSql(event) && <Tag tone="attention">Direct SQL</Tag>}
      {event.IsService && (
        <span className={classes.service}>
          <BotIcon size={14} strokeWidth={1.6} aria-hidden="true" /> service account
        </span>
      )}
      <span aria-hidden="true">·</span>
      <span>{documentTypeName(documentTypeOf(event))}</span>
      {event.SpaceId === null && (
        <>
          <span aria-hidden="true">·</span>
          <span>system</span>
        </>
      )}
      <span aria-hidden="true">·</span>
      <Seal event={event} />
    </div>
  );
}
