import { Button, Group, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import type { FormEvent } from "react";
import { useSaveDocument } from "../api/documents.ts";
import type { DocumentResource } from "../api/resources.ts";
import { ErrorNote } from "../ui/error-page.tsx";
import { useSpaceId } from "../ui/use-space-id.ts";
import type { DocumentKind } from "./document-kinds.ts";

/** The longest name the API takes, in characters. */
const MAX_NAME_LENGTH = 200;

interface DocumentFormProps {
  readonly kind: DocumentKind;
  /** The document to change; a new one is made when absent. */
  readonly document?: DocumentResource;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** A dialog for the name and description of a document. */
export function DocumentForm({ kind, document, opened, onClose }: DocumentFormProps) {
  const what = kind.singular.toLowerCase();
  return (
    <Modal opened={opened} onClose={onClose} title={document ? `Edit ${what}` : `Add ${what}`}>
      <Fields kind={kind} onClose={onClose} {...(document && { document })} />
    </Modal>
  );
}

function Fields({ kind, document, onClose }: Omit<DocumentFormProps, "opened">) {
  const save = useSaveDocument(kind, useSpaceId(), document);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const fields = {
      Name: String(form.get("name")).trim(),
      Description: String(form.get("description")),
    };
    save.mutate(fields, { onSuccess: onClose });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {save.error && <ErrorNote title="Not saved" error={save.error} />}
        <TextInput
          name="name"
          label="Name"
          required
          maxLength={MAX_NAME_LENGTH}
          defaultValue={document?.Name ?? ""}
          data-autofocus
        />
        <Textarea
          name="description"
          label="Description"
          autosize
          minRows={3}
          maxRows={10}
          defaultValue={document?.Description ?? ""}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
