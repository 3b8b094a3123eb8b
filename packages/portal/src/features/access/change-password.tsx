import { Button, PasswordInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { KeyRoundIcon } from "lucide-react";
import { useChangePassword } from "../../api/sessions.ts";
import { DialogForm, FormDialog } from "../../ui/form-dialog.tsx";
import { MIN_PASSWORD_LENGTH } from "./user-fields.tsx";

/** A button and a dialog with which the viewer changes their own password. */
export function ChangePassword() {
  const [opened, dialog] = useDisclosure();
  const change = useChangePassword();
  const submit = (form: FormData) =>
    change.mutate(
      {
        CurrentPassword: String(form.get("current-password")),
        NewPassword: String(form.get("new-password")),
      },
      { onSuccess: dialog.close },
    );
  return (
    <>
      <Button variant="default" leftSection={<KeyRoundIcon size={16} />} onClick={dialog.open}>
        Change password
      </Button>
      <FormDialog opened={opened} onClose={dialog.close} title="Change your password">
        <DialogForm
          error={change.error}
          pending={change.isPending}
          action="Change password"
          onSubmit={submit}
          onCancel={dialog.close}
        >
          <PasswordInput
            name="current-password"
            label="Current password"
            autoComplete="current-password"
            required
            data-autofocus
          />
          <PasswordInput
            name="new-password"
            label="New password"
            description={`At least ${MIN_PASSWORD_LENGTH} characters. All your other sessions end.`}
            autoComplete="new-password"
            minLength={MIN_PASSWORD_LENGTH}
            required
          />
        </DialogForm>
      </FormDialog>
    </>
  );
}
