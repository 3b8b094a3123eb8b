import { Box, Button, Group, Paper } from "@mantine/core";
import { type FormEvent, useRef } from "react";
import type { DocumentResource } from "../../model/answers/resources.ts";
import type { DocumentKind } from "../../model/documents/document-kinds.ts";
import { ErrorNote } from "../../ui/error-page.tsx";
import classes from "../../ui/form/form.module.css";
import { FormContext } from "../../ui/form/form-context.ts";
import { FormFieldControl } from "../../ui/form/form-field.tsx";
import { FieldList } from "../../ui/form/group-controls.tsx";
import { useSpaceId } from "../../ui/use-space-id.ts";
import { useDocumentForm } from "./use-document-form.ts";

interface DocumentFormProps {
  readonly kind: DocumentKind;
  /** The document to change; absent to create one. */
  readonly document?: DocumentResource;
  readonly onCancel: () => void;
  /** Called with the id of the document once it is saved. */
  readonly onSaved: (id: string) => void;
}

/** The form of a document of any kind: its controls follow from the schema of the kind. */
export function DocumentForm({ kind, document, onCancel, onSaved }: DocumentFormProps) {
  const element = useRef<HTMLFormElement>(null);
  const spaceId = useSpaceId();
  const form = useDocumentForm({ kind, document, onSaved, onRefused: () => focusProblem(element) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit();
  };
  return (
    <form ref={element} onSubmit={submit} noValidate aria-label={kind.singular}>
      <Paper withBorder p={{ base: "md", sm: "lg" }} bg="var(--portal-card)">
        <FormContext value={{ problems: form.problems, spaceId: document?.SpaceId ?? spaceId }}>
          <FieldList
            fields={form.fields}
            path=""
            values={form.values}
            onChange={form.edit}
            Field={FormFieldControl}
          />
        </FormContext>
      </Paper>
      <div className={classes.bar}>
        {form.refusal !== undefined && (
          <Box mb="sm">
            <ErrorNote title="Not saved" error={form.refusal} />
          </Box>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={form.isPending}>
            {document ? "Save" : `Add ${kind.singular.toLowerCase()}`}
          </Button>
        </Group>
      </div>
    </form>
  );
}

// The problems are on the page one paint after they were found.
function focusProblem({ current }: { readonly current: HTMLFormElement | null }): void {
  requestAnimationFrame(() =>
    current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
  );
}
