import { Textarea, TextInput } from "@mantine/core";
import { useSaveDocument } from "../../api/documents.ts";
import type { DocumentResource } from "../../model/answers/resources.ts";
import type { DocumentKind } from "../../model/documents/document-kinds.ts";
import { DialogForm, FormDialog, textOf } from "../../ui/form-dialog.tsx";
import { useSpaceId } from "../../ui/use-space-id.ts";

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
  const title = document ? `Edit ${what}` : `Add ${what}`;
  return (
    <FormDialog opened={opened} onClose={onClose} title={title}>
      <Fields kind={kind} onClose={onClose} {...(document && { document })} />
    </FormDialog>
  );
}

function Fields({ kind, document, onClose }: Omit<DocumentFormProps, "opened">) {
  const save = useSaveDocument(kind, useSpaceId(), document);
  const submit = (form: FormData) => save.mutate(nameAndDescription(form), { onSuccess: onClose });
  return (
    <DialogForm error={save.error} pending={save.isPending} onSubmit={submit} onCancel={onClose}>
      <NameAndDescription {...(document && { document })} />
    </DialogForm>
  );
}

/** The fields that most documents have. */
export function NameAndDescription({ document }: { document?: DocumentResource }) {
  return (
    <>
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
    </>
  );
}

/** What was typed into {@link NameAndDescription}. */
export function nameAndDescription(form: FormData) {
  return { Name: textOf(form, "name"), Description: textOf(form, "description") };
}
