import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useDeleteDocument } from "../api/documents.ts";
import type { DocumentResource } from "../api/resources.ts";
import { ErrorNote } from "../ui/error-page.tsx";
import { useSpaceId } from "../ui/use-space-id.ts";
import { DocumentForm } from "./document-form.tsx";
import type { DocumentKind } from "./document-kinds.ts";
import { documentName } from "./document-name.ts";

interface DocumentActionsProps {
  readonly kind: DocumentKind;
  readonly document: DocumentResource;
}

/** Edits or deletes a document. */
export function DocumentActions({ kind, document }: DocumentActionsProps) {
  const [editing, edit] = useDisclosure();
  const [deleting, remove] = useDisclosure();
  return (
    <Group gap="xs">
      <Button variant="default" leftSection={<IconPencil size={16} />} onClick={edit.open}>
        Edit
      </Button>
      <Button
        variant="default"
        c="var(--portal-danger)"
        leftSection={<IconTrash size={16} />}
        onClick={remove.open}
      >
        Delete
      </Button>
      <DocumentForm kind={kind} document={document} opened={editing} onClose={edit.close} />
      <DeleteDialog kind={kind} document={document} opened={deleting} onClose={remove.close} />
    </Group>
  );
}

interface DeleteDialogProps extends DocumentActionsProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

function DeleteDialog({ kind, document, opened, onClose }: DeleteDialogProps) {
  const spaceId = useSpaceId();
  const navigate = useNavigate();
  const deletion = useDeleteDocument(kind, spaceId, document.Id);
  const what = kind.singular.toLowerCase();
  const confirm = () =>
    deletion.mutate(undefined, {
      onSuccess: () =>
        void navigate({ to: "/$spaceId/$route", params: { spaceId, route: kind.route } }),
    });
  return (
    <Modal opened={opened} onClose={onClose} title={`Delete ${documentName(document)}?`}>
      <Stack>
        {deletion.error && (
          <ErrorNote title={`The ${what} was not deleted`} error={deletion.error} />
        )}
        <Text size="sm">{`The ${what} goes away; its history stays on the record.`}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="red" onClick={confirm} loading={deletion.isPending}>
            {`Delete ${what}`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
