import { Group, Skeleton, Stack, Title } from "@mantine/core";
import { useEvent } from "../../api/events.ts";
import type { EventResource } from "../../model/answers/resources.ts";
import type { AuditFilters } from "../../model/audit/filters.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { ErrorNote } from "../../ui/error-page.tsx";
import { EventDifference } from "../differences/event-difference.tsx";
import { LayoutSwitch } from "../differences/layout-switch.tsx";
import { ProofPanel } from "../ledger/proof-panel.tsx";
import { EventFacts } from "./event-facts.tsx";

interface EventDetailsProps {
  /** The event from the list, without its differences. */
  readonly event: EventResource;
  readonly onFilter: (filters: AuditFilters) => void;
}

/** The details of an event: user, origin, time, related documents and changes. */
export function EventDetails({ event, onFilter }: EventDetailsProps) {
  const full = useEvent(event.Id);
  return (
    <Stack gap="lg">
      <EventFacts event={full.data ?? event} onFilter={onFilter} />
      {full.isPending && <Skeleton h={80} aria-label="Loading the changes" />}
      {full.isError && (
        <ErrorNote
          title="What changed could not be read"
          error={full.error}
          onRetry={() => void full.refetch()}
        />
      )}
      {full.data && <WhatChanged event={full.data} />}
      {full.data && <Proof event={full.data} />}
    </Stack>
  );
}

function WhatChanged({ event }: { event: EventResource }) {
  const details = event.ChangeDetails;
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs">
        <Title order={3} size="sm">
          {headingOf(event)}
        </Title>
        <Group gap="xs">
          {(details?.Differences?.length ?? 0) > 0 && <LayoutSwitch />}
          <CopyButton text={JSON.stringify(event, null, 2)} label="Copy event as JSON" />
        </Group>
      </Group>
      <EventDifference details={details} />
    </Stack>
  );
}

function Proof({ event }: { event: EventResource }) {
  const at = event.LedgerIndex == null ? "" : `: entry ${event.LedgerIndex} of the ledger`;
  return (
    <Stack gap="sm">
      <Title order={3} size="sm">
        {`Proof${at}`}
      </Title>
      <ProofPanel event={event} />
    </Stack>
  );
}

function headingOf(event: EventResource): string {
  if ((event.ChangeDetails?.Differences?.length ?? 0) > 0) return "What changed";
  if (event.Category === "Created") return "As it was created";
  if (event.Category === "Deleted") return "As it was when deleted";
  return "What changed";
}
