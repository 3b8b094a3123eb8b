import { Button, Paper, Skeleton, Stack, Text, Title } from "@mantine/core";
import { ClockFadingIcon } from "lucide-react";
import { type AuditFilters, isNarrowed, withEverySpace } from "../../model/audit/filters.ts";

/** The placeholder of a list of events while it loads. */
export function EventsPending() {
  return (
    <Stack gap="sm" aria-busy="true" aria-label="Loading events">
      <Skeleton h={18} w={120} />
      {["a", "b", "c", "d", "e", "f"].map((key) => (
        <Skeleton key={key} h={58} />
      ))}
    </Stack>
  );
}

interface EventsEmptyProps {
  readonly filters: AuditFilters;
  readonly onFilter: (filters: AuditFilters) => void;
}

/** The note for an empty list of events. */
export function EventsEmpty({ filters, onFilter }: EventsEmptyProps) {
  const narrowed = isNarrowed(filters);
  return (
    <Paper withBorder p="xl" bg="var(--portal-card)" ta="center" role="status">
      <Stack align="center" gap="xs">
        <ClockFadingIcon size={36} strokeWidth={1.3} className="quiet" aria-hidden="true" />
        <Title order={2} size="h4">
          {narrowed ? "No event matches" : "No events yet"}
        </Title>
        <Text className="quiet" size="sm">
          {narrowed
            ? "No event that you may see matches all of these filters."
            : "Changes appear here as soon as they are made."}
        </Text>
        {narrowed && (
          <Button
            variant="default"
            mt="xs"
            onClick={() => onFilter(withEverySpace({}, filters.includeSystem === true))}
          >
            Clear all filters
          </Button>
        )}
      </Stack>
    </Paper>
  );
}
