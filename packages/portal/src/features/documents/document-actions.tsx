import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { PencilIcon, TrashIcon } from "lucide-react";
import { useDeleteDocument } from "../../api/documents.ts";
import { useMay } from "../../api/permissions.ts";
import type { DocumentResource } from "../../model/answers/resources.ts";
import type { DocumentKind } from "../../model/documents/document-kinds.ts";
import { documentName } from "../../model/documents/document-name.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { RouteButton } from "../../ui/route-link.tsx";
import { useSpaceId } from "../../ui/use-space-id.ts";

interface DocumentActionsProps {
  readonly kind: DocumentKind;
  readonly document: DocumentResource;
}

/** Edits or deletes a document, if its type and the viewer's permissions allow it. */
export function DocumentActions({ kind, document }: DocumentActionsProps) {
  const may = useMay();
  const spaceId = document.SpaceId ?? null;
  return (
    <Group gap="xs">
      {kind.editable && may(kind.permissions?.edit, spaceId) && (
        <EditLink kind={kind} document={document} />
      )}
      {kind.deletable && may(kind.permissions?.delete, spaceId) && (
        <DeleteButton kind={kind} document={document} />
      )}
    </Group>
  );
}

function EditLink({ kind, document }: DocumentActionsProps) {
  const spaceId = useSpaceId();
  return (
    <RouteButton
      to="/$spaceId/$route/$documentId/edit"
      params={{ spaceId, route: kind.route, documentId: document.Id }}
      variant="default"
      leftSection={<PencilIcon size={16} aria-hidden="true" />}
    >
      Edit
    </RouteButton>
  );
}

/** Deletes a document after a confirmation, then shows the list of its kind. */
export function DeleteButton({ kind, document }: DocumentActionsProps) {
  const spaceId = useSpaceId();
  const navigate = useNavigate();
  const deletion = useDeleteDocument(kind, spaceId, document.Id);
  const [opened, dialog] = useDisclosure();
  const what = kind.singular.toLowerCase();
  const confirm = () =>
    deletion.mutate(undefined, {
      onSuccess: () =>
        void navigate({ to: "/$spaceId/$route", params: { spaceId, route: kind.route } }),
    });
  return (
    <>
      <Button
        variant="default"
        c="var(--portal-danger)"
        leftSection={<TrashIcon size={16} />}
        onClick={dialog.open}
      >
        Delete
      </Button>
      <ConfirmDialog
        title={`Delete ${documentName(document)}?`}
        text={`The ${what} is deleted. Its history stays in the audit trail.`}
        action={`Delete ${what}`}
        failure={`The ${what} was not deleted`}
        error={deletion.error}
        pending={deletion.isPending}
        opened={opened}
        onClose={dialog.close}
        onConfirm={confirm}
      />
    </>
  );
}
