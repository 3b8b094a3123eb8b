import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { ErrorNote } from "./error-page.tsx";

interface ConfirmDialogProps {
  readonly title: string;
  /** What will happen. */
  readonly text: string;
  /** The label of the button that confirms. */
  readonly action: string;
  /** The title of the error when the server refused. */
  readonly failure: string;
  readonly error: Error | null;
  readonly pending: boolean;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Asks for a confirmation before something is deleted or removed. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, text, action, failure, error, pending, opened, onClose, onConfirm } = props;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        {error && <ErrorNote title={failure} error={error} />}
        <Text size="sm">{text}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="red" onClick={onConfirm} loading={pending}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
