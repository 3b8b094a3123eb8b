import { Anchor, Breadcrumbs, Code, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useNavigate, useParams } from "@tanstack/react-router";
import { lazy, Suspense, useMemo } from "react";
import { isWithheld } from "../api/api-error.ts";
import { useDocument } from "../api/documents.ts";
import type { DocumentResource } from "../api/resources.ts";
import { type AuditFilters, formatFilters } from "../audit/filters.ts";
import { WholeDocument } from "../differences/whole-document.tsx";
import { ErrorNote } from "../ui/error-page.tsx";
import { PagePending } from "../ui/page-pending.tsx";
import { RouteLink } from "../ui/route-link.tsx";
import { DocumentActions } from "./document-actions.tsx";
import { type DocumentKind, kindOfRoute } from "./document-kinds.ts";
import { documentName, readableProperties } from "./document-name.ts";

const EventList = lazy(async () => ({
  default: (await import("../audit/event-list.tsx")).EventList,
}));

/** One document: what it holds now, and every event that concerns it. */
export function DocumentPage() {
  const { spaceId, route, documentId } = useParams({ from: "/shell/$spaceId/$route/$documentId" });
  const kind = kindOfRoute(route);
  const document = useDocument(kind, spaceId, documentId);
  const name = document.data ? documentName(document.data) : documentId;
  useDocumentTitle(`${name} · Indelible`);
  return (
    <Stack gap="lg" key={documentId}>
      <Stack gap={4}>
        <ParentLink kind={kind} spaceId={spaceId} />
        <Group justify="space-between">
          <Group gap="sm" align="baseline">
            <Title order={1}>{name}</Title>
            <Code>{documentId}</Code>
          </Group>
          {kind.editable && document.data && (
            <DocumentActions kind={kind} document={document.data} />
          )}
        </Group>
      </Stack>
      {document.isPending && <PagePending />}
      {document.data && <Properties document={document.data} />}
      {document.isError && <Unreadable kind={kind} error={document.error} />}
      <History documentId={documentId} />
    </Stack>
  );
}

function ParentLink({ kind, spaceId }: { kind: DocumentKind; spaceId: string }) {
  return (
    <Breadcrumbs fz="sm" component="nav" aria-label="Breadcrumb">
      <RouteLink to="/$spaceId/$route" params={{ spaceId, route: kind.route }} inherit>
        {kind.plural}
      </RouteLink>
      <span className="quiet">{kind.singular}</span>
    </Breadcrumbs>
  );
}

function Properties({ document }: { document: DocumentResource }) {
  return (
    <Paper bg="var(--portal-card)" component="section" aria-label="Properties">
      <WholeDocument value={readableProperties(document)} />
    </Paper>
  );
}

// A document that is gone or hidden can still have a history the viewer may read.
function Unreadable({ kind, error }: { kind: DocumentKind; error: Error }) {
  const what = kind.singular.toLowerCase();
  if (!isWithheld(error))
    return <ErrorNote title={`The ${what} could not be read`} error={error} />;
  return (
    <Paper withBorder p="md" bg="var(--portal-card)" role="status">
      <Text size="sm" className="quiet">
        {`This ${what} has been deleted, or your account may not see it. What is on the record stays below.`}
      </Text>
    </Paper>
  );
}

function History({ documentId }: { documentId: string }) {
  const navigate = useNavigate();
  const filters = useMemo<AuditFilters>(
    () => ({ regarding: [documentId], spaces: ["all"], includeSystem: true }),
    [documentId],
  );
  const { spaceId } = useParams({ from: "/shell/$spaceId/$route/$documentId" });
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
