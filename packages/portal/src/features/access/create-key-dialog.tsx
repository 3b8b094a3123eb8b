import { Alert, Button, Code, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { KeyRoundIcon } from "lucide-react";
import { useState } from "react";
import { useCreateApiKey } from "../../api/api-keys.ts";
import type { NewApiKey } from "../../model/answers/access-resources.ts";
import { useNow } from "../../ui/clock.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { DialogForm, FormDialog, textOf } from "../../ui/form-dialog.tsx";
import { DEFAULT_EXPIRY, EXPIRIES, expiryAfter } from "./expiries.ts";

/** The longest purpose that still fits the line of a list, in characters. */
const MAX_PURPOSE_LENGTH = 200;

interface CreateKeyDialogProps {
  readonly userId: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** A dialog that creates an API key and shows it once. */
export function CreateKeyDialog({ userId, opened, onClose }: CreateKeyDialogProps) {
  return (
    <FormDialog opened={opened} onClose={onClose} title="New API key">
      <CreateKey userId={userId} onClose={onClose} />
    </FormDialog>
  );
}

function CreateKey({ userId, onClose }: Omit<CreateKeyDialogProps, "opened">) {
  const create = useCreateApiKey(userId);
  const now = useNow();
  const [expiry, setExpiry] = useState<string>(DEFAULT_EXPIRY);
  if (create.data) return <KeyShown created={create.data} onClose={onClose} />;
  const submit = (form: FormData) =>
    create.mutate({ Purpose: textOf(form, "purpose"), Expires: expiryAfter(expiry, now) });
  return (
    <DialogForm
      error={create.error}
      pending={create.isPending}
      action="Create API key"
      onSubmit={submit}
      onCancel={onClose}
    >
      <TextInput
        name="purpose"
        label="Purpose"
        description="The program that will use the key. Shown with its events."
        required
        maxLength={MAX_PURPOSE_LENGTH}
        data-autofocus
      />
      <Select
        label="Expires"
        data={EXPIRIES.map(({ id, name }) => ({ value: id, label: name }))}
        value={expiry}
        onChange={(chosen) => setExpiry(chosen ?? DEFAULT_EXPIRY)}
        allowDeselect={false}
      />
    </DialogForm>
  );
}

function KeyShown({ created, onClose }: { created: NewApiKey; onClose: () => void }) {
  return (
    <Stack>
      <Alert
        variant="default"
        icon={<KeyRoundIcon />}
        title={`The key for ${created.Purpose || "your program"}`}
        role="status"
      >
        <Text size="sm">Copy it now. It is not shown again.</Text>
      </Alert>
      <Code block aria-label="API key">
        {created.ApiKey}
      </Code>
      <Group justify="space-between">
        <CopyButton text={created.ApiKey} label="Copy key" />
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
}
