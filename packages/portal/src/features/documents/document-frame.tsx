import { Breadcrumbs, Code, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import { isWithheld } from "../../api/api-error.ts";
import { type DeletedDocument, useDeletedDocument } from "../../api/deleted-documents.ts";
import { useDocument } from "../../api/documents.ts";
import type { DocumentResource } from "../../model/answers/resources.ts";
import type { DocumentKind } from "../../model/documents/document-kinds.ts";
import { documentName } from "../../model/documents/document-name.ts";
import { exactTime } from "../../model/format/time.ts";
import { ErrorNote } from "../../ui/error-page.tsx";
import { PagePending } from "../../ui/page-pending.tsx";
import { RouteLink } from "../../ui/route-link.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useSpaceId } from "../../ui/use-space-id.ts";
import { DocumentHistory } from "./document-history.tsx";

interface DocumentFrameProps<Resource extends DocumentResource> {
  readonly kind: DocumentKind<Resource>;
  readonly documentId: string;
  /** Buttons next to the name of the document. */
  readonly actions?: (document: Resource) => ReactNode;
  /** The content of the document, above its history. */
  readonly children: (document: Resource) => ReactNode;
}

/** The page of one document: its name, its content and its history. */
export function DocumentFrame<Resource extends DocumentResource>({
  kind,
  documentId,
  actions,
  children,
}: DocumentFrameProps<Resource>) {
  const document = useDocument(kind, useSpaceId(), documentId);
  const deleted = useDeletedDocument(documentId, document.isError && isWithheld(document.error));
  const name = document.data ? documentName(document.data) : (deleted?.Name ?? documentId);
  useDocumentTitle(`${name} · Indelible`);
  return (
    <Stack gap="lg">
      <Stack gap={4}>
        <ParentLink kind={kind} />
        <Group justify="space-between">
          <Group gap="sm" align="baseline">
            <Title order={1}>{name}</Title>
            <Code>{documentId}</Code>
            {deleted && <Tag tone="bad">Deleted</Tag>}
          </Group>
          {document.data && actions?.(document.data)}
        </Group>
      </Stack>
      {document.isPending && <PagePending />}
      {document.data && children(document.data)}
      {document.isError && <Unreadable kind={kind} error={document.error} deleted={deleted} />}
      <DocumentHistory documentId={documentId} />
    </Stack>
  );
}

function ParentLink({ kind }: { kind: DocumentKind }) {
  const spaceId = useSpaceId();
  return (
    <Breadcrumbs fz="sm" component="nav" aria-label="Breadcrumb">
      <RouteLink to="/$spaceId/$route" params={{ spaceId, route: kind.route }} inherit>
        {kind.plural}
      </RouteLink>
      <span className="quiet">{kind.singular}</span>
    </Breadcrumbs>
  );
}

interface UnreadableProps {
  readonly kind: DocumentKind;
  readonly error: Error;
  readonly deleted: DeletedDocument | undefined;
}

// A document that is gone or hidden can still have a history the viewer may read.
function Unreadable({ kind, error, deleted }: UnreadableProps) {
  const what = kind.singular.toLowerCase();
  if (!isWithheld(error))
    return <ErrorNote title={`The ${what} could not be read`} error={error} />;
  return (
    <Paper withBorder p="md" bg="var(--portal-card)" role="status">
      <Text size="sm" className="quiet">
        {deleted === undefined
          ? `This ${what} was deleted, or you do not have permission to see it.`
          : deletionOf(what, deleted)}{" "}
        Its events are listed below.
      </Text>
    </Paper>
  );
}

function deletionOf(what: string, { Deleted, DeletedBy }: DeletedDocument): string {
  const by = DeletedBy === null ? "" : ` by ${DeletedBy}`;
  const on = Deleted === null ? "" : ` on ${exactTime(Date.parse(Deleted))}`;
  return `This ${what} was deleted${by}${on}.`;
}
