import { Button, Center, VisuallyHidden } from "@mantine/core";
import { useWindowVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";
import { eventsOfPages, useEvents } from "../../api/events.ts";
import type { AuditFilters } from "../../model/audit/filters.ts";
import { useNow } from "../../ui/clock.tsx";
import { ErrorNote } from "../../ui/error-page.tsx";
import { useSpaceId } from "../../ui/use-space-id.ts";
import classes from "./event-list.module.css";
import { EventsEmpty, EventsPending } from "./event-list-states.tsx";
import { EventRow } from "./event-row.tsx";
import { type TimelineRow, timelineRows } from "./timeline.ts";
import { useRowKeys } from "./use-row-keys.ts";

/** Heights before a row is measured, in px. */
const ESTIMATED_HEIGHT = { day: 44, event: 66 } as const;

/** Rows kept beyond the visible ones: enough that the next row can always take the focus. */
const OVERSCAN_ROWS = 8;

/** With fewer rows than this below the visible ones the next page is fetched. */
const FETCH_AHEAD_ROWS = 10;

/** What the page's fixed header covers, with some air, in px. */
const HEADER_HEIGHT = 72;

interface EventListProps {
  readonly filters: AuditFilters;
  /** Shows other events: the rest of an act. */
  readonly onFilter: (filters: AuditFilters) => void;
}

/** Events newest first, as many pages as are scrolled to; only rows near the view are in the page. */
export function EventList({ filters, onFilter }: EventListProps) {
  const events = useEvents(useSpaceId(), filters);
  const now = useNow();
  const items = useMemo(() => eventsOfPages(events.data?.pages), [events.data]);
  const rows = useMemo(() => timelineRows(items, now), [items, now]);
  if (events.isPending) return <EventsPending />;
  if (events.isError && items.length === 0)
    return (
      <ErrorNote
        title="The events could not be read"
        error={events.error}
        onRetry={() => void events.refetch()}
      />
    );
  if (items.length === 0) return <EventsEmpty filters={filters} onFilter={onFilter} />;
  const total = events.data?.pages[0]?.TotalResults ?? items.length;
  return (
    <>
      <Timeline rows={rows} total={total} fetchMore={events.fetchNextPage} onFilter={onFilter} />
      <VisuallyHidden role="status">{`${items.length} of ${total} events loaded`}</VisuallyHidden>
      {events.hasNextPage && (
        <Center>
          <Button
            variant="default"
            loading={events.isFetchingNextPage}
            onClick={() => void events.fetchNextPage()}
          >
            Load more
          </Button>
        </Center>
      )}
      {events.isFetchNextPageError && (
        <ErrorNote title="More events could not be read" error={events.error} />
      )}
    </>
  );
}

interface TimelineProps extends Pick<EventListProps, "onFilter"> {
  readonly rows: readonly TimelineRow[];
  readonly total: number;
  readonly fetchMore: () => unknown;
}

function Timeline({ rows, total, fetchMore, onFilter }: TimelineProps) {
  const list = useRef<HTMLElement>(null);
  const virtualizer = useRowVirtualizer(rows, list);
  const openness = useOpenness();
  useRowKeys(list, rows, (index) => virtualizer.scrollToIndex(index));
  useFetchAhead(virtualizer, rows.length, fetchMore);
  const offset = virtualizer.options.scrollMargin;
  return (
    <section ref={list} aria-label="Events" className={classes.feed}>
      <div style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return row ? (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              className={classes.slot}
              style={{ transform: `translateY(${item.start - offset}px)` }}
            >
              {row.kind === "day" ? (
                <h2 className={classes.day}>{row.heading}</h2>
              ) : (
                <EventRow
                  event={row.event}
                  position={row.index + 1}
                  total={total}
                  opened={openness.isOpen(row.key)}
                  onToggle={() => openness.toggle(row.key)}
                  onFilter={onFilter}
                />
              )}
            </div>
          ) : null;
        })}
      </div>
    </section>
  );
}

function useRowVirtualizer(
  rows: readonly TimelineRow[],
  list: React.RefObject<HTMLElement | null>,
) {
  const [margin, setMargin] = useState(0);
  // The height above the list changes with the active filters, so this is measured after every render.
  useEffect(() => {
    setMargin((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  });
  return useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => ESTIMATED_HEIGHT[rows[index]?.kind ?? "event"],
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: OVERSCAN_ROWS,
    scrollMargin: margin,
    scrollPaddingStart: HEADER_HEIGHT,
  });
}

function useFetchAhead(
  virtualizer: Virtualizer<Window, Element>,
  count: number,
  fetchMore: () => unknown,
) {
  const last = virtualizer.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= count - FETCH_AHEAD_ROWS) fetchMore();
  }, [last, count, fetchMore]);
}

// Stored above the rows, because a row that is scrolled out of view is unmounted.
function useOpenness() {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  return {
    isOpen: (key: string) => open.has(key),
    toggle: (key: string) =>
      setOpen((was) =>
        was.has(key) ? new Set([...was].filter((k) => k !== key)) : new Set([...was, key]),
      ),
  };
}
