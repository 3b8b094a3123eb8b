import { Alert, Button, Code, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { KeyRoundIcon } from "lucide-react";
import { useState } from "react";
import { useMakeApiKey } from "../../api/api-keys.ts";
import type { NewApiKey } from "../../model/answers/access-resources.ts";
import { useNow } from "../../ui/clock.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { DialogForm, FormDialog, textOf } from "../../ui/form-dialog.tsx";
import { EXPIRIES, expiryAfter, USUAL_EXPIRY } from "./expiries.ts";

/** The longest purpose that still fits the line of a list, in characters. */
const MAX_PURPOSE_LENGTH = 200;

interface MakeKeyDialogProps {
  readonly userId: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** A dialog that creates an API key and shows it once. */
export function MakeKeyDialog({ userId, opened, onClose }: MakeKeyDialogProps) {
  return (
    <FormDialog opened={opened} onClose={onClose} title="New API key">
      <MakeKey userId={userId} onClose={onClose} />
    </FormDialog>
  );
}

function MakeKey({ userId, onClose }: Omit<MakeKeyDialogProps, "opened">) {
  const make = useMakeApiKey(userId);
  const now = useNow();
  const [expiry, setExpiry] = useState<string>(USUAL_EXPIRY);
  if (make.data) return <KeyShown made={make.data} onClose={onClose} />;
  const submit = (form: FormData) =>
    make.mutate({ Purpose: textOf(form, "purpose"), Expires: expiryAfter(expiry, now) });
  return (
    <DialogForm
      error={make.error}
      pending={make.isPending}
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
        onChange={(chosen) => setExpiry(chosen ?? USUAL_EXPIRY)}
        allowDeselect={false}
      />
    </DialogForm>
  );
}

function KeyShown({ made, onClose }: { made: NewApiKey; onClose: () => void }) {
  return (
    <Stack>
      <Alert
        variant="default"
        icon={<KeyRoundIcon />}
        title={`The key for ${made.Purpose || "your program"}`}
        role="status"
      >
        <Text size="sm">Copy it now. It is not shown again.</Text>
      </Alert>
      <Code block aria-label="API key">
        {made.ApiKey}
      </Code>
      <Group justify="space-between">
        <CopyButton text={made.ApiKey} label="Copy key" />
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
}
