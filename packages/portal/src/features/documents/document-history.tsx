import { Anchor, Group, Stack, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useMemo } from "react";
import { type AuditFilters, formatFilters } from "../../model/audit/filters.ts";
import { useSpaceId } from "../../ui/use-space-id.ts";

const EventList = lazy(async () => ({
  default: (await import("../audit/event-list.tsx")).EventList,
}));

/** The events of a document that the viewer may see. */
export function DocumentHistory({ documentId }: { documentId: string }) {
  const navigate = useNavigate();
  const spaceId = useSpaceId();
  const filters = useMemo<AuditFilters>(
    () => ({ regarding: [documentId], spaces: ["all"], includeSystem: true }),
    [documentId],
  );
  const showInAudit = (next: AuditFilters) =>
    void navigate({
      to: "/$spaceId/configuration/audit",
      params: { spaceId },
      search: { ...formatFilters(next) },
    });
  return (
    <Stack gap="xs" component="section" aria-labelledby="history">
      <Group justify="space-between" align="baseline">
        <Title order={2} size="h3" id="history">
          History
        </Title>
        <Anchor component="button" type="button" size="sm" onClick={() => showInAudit(filters)}>
          Open in Audit
        </Anchor>
      </Group>
      <Suspense>
        <EventList filters={filters} onFilter={showInAudit} />
      </Suspense>
    </Stack>
  );
}
