import { Button, Group, Modal, type ModalProps, Stack } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { ErrorNote } from "./error-page.tsx";

interface FormDialogProps {
  readonly title: string;
  readonly size?: ModalProps["size"];
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog around a form. Its state is discarded when it closes. */
export function FormDialog({ title, size = "md", opened, onClose, children }: FormDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {children}
    </Modal>
  );
}

interface DialogFormProps {
  readonly error: Error | null;
  readonly pending: boolean;
  /** The label of the button that submits the form. */
  readonly action?: string;
  readonly onSubmit: (form: FormData) => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** The fields of a dialog, with the error above and the buttons below. */
export function DialogForm(props: DialogFormProps) {
  const { error, pending, action = "Save", onSubmit, onCancel, children } = props;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(new FormData(event.currentTarget));
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {error && <ErrorNote title="Not saved" error={error} />}
        {children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={pending}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The trimmed text of a form field; "" when it is empty. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
