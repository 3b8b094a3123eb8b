import { Button, Group, PasswordInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { KeyRoundIcon, PencilIcon, UserCheckIcon, UserXIcon } from "lucide-react";
import { useSaveDocument } from "../../api/documents.ts";
import { useMay } from "../../api/permissions.ts";
import { useSession } from "../../api/session.ts";
import type { UserDetails } from "../../model/answers/access-resources.ts";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { DialogForm, FormDialog } from "../../ui/form-dialog.tsx";
import { ChangePassword } from "./change-password.tsx";
import { MIN_PASSWORD_LENGTH, UserFields, userFields } from "./user-fields.tsx";

/** The actions for a user: for administrators of users, and the password for the user. */
export function UserActions({ user }: { user: UserDetails }) {
  const may = useMay();
  const isSelf = useSession()?.Id === user.Id;
  const hasPassword = !user.IsService;
  if (!may("UserEdit", null)) return isSelf && hasPassword ? <ChangePassword /> : null;
  return (
    <Group gap="xs">
      <EditButton user={user} />
      {hasPassword && (isSelf ? <ChangePassword /> : <PasswordButton user={user} />)}
      {!isSelf && <ActiveButton user={user} />}
    </Group>
  );
}

function useSaveUser(user: UserDetails) {
  return useSaveDocument(kindOfRoute("users"), null, user);
}

function EditButton({ user }: { user: UserDetails }) {
  const [opened, dialog] = useDisclosure();
  const save = useSaveUser(user);
  const submit = (form: FormData) => save.mutate(userFields(form), { onSuccess: dialog.close });
  return (
    <>
      <Button variant="default" leftSection={<PencilIcon size={16} />} onClick={dialog.open}>
        Edit
      </Button>
      <FormDialog opened={opened} onClose={dialog.close} title="Edit user">
        <DialogForm
          error={save.error}
          pending={save.isPending}
          onSubmit={submit}
          onCancel={dialog.close}
        >
          <UserFields user={user} isService={user.IsService} />
        </DialogForm>
      </FormDialog>
    </>
  );
}

function PasswordButton({ user }: { user: UserDetails }) {
  const [opened, dialog] = useDisclosure();
  const save = useSaveUser(user);
  const submit = (form: FormData) =>
    save.mutate({ Password: String(form.get("password")) }, { onSuccess: dialog.close });
  return (
    <>
      <Button variant="default" leftSection={<KeyRoundIcon size={16} />} onClick={dialog.open}>
        Reset password
      </Button>
      <FormDialog
        opened={opened}
        onClose={dialog.close}
        title={`Reset ${user.Username}'s password`}
      >
        <DialogForm
          error={save.error}
          pending={save.isPending}
          action="Reset password"
          onSubmit={submit}
          onCancel={dialog.close}
        >
          <PasswordInput
            name="password"
            label="New password"
            description={`At least ${MIN_PASSWORD_LENGTH} characters. The user is signed out everywhere.`}
            autoComplete="new-password"
            minLength={MIN_PASSWORD_LENGTH}
            required
            data-autofocus
          />
        </DialogForm>
      </FormDialog>
    </>
  );
}

function ActiveButton({ user }: { user: UserDetails }) {
  const [opened, dialog] = useDisclosure();
  const save = useSaveUser(user);
  const setActive = (IsActive: boolean) => save.mutate({ IsActive }, { onSuccess: dialog.close });
  if (!user.IsActive) {
    return (
      <Button
        variant="default"
        leftSection={<UserCheckIcon size={16} />}
        loading={save.isPending}
        onClick={() => setActive(true)}
      >
        Activate
      </Button>
    );
  }
  return (
    <>
      <Button
        variant="default"
        c="var(--portal-danger)"
        leftSection={<UserXIcon size={16} />}
        onClick={dialog.open}
      >
        Deactivate
      </Button>
      <ConfirmDialog
        title={`Deactivate ${user.DisplayName || user.Username}?`}
        text="They are signed out everywhere, and their API keys stop working at once. Their past changes stay in the audit trail."
        action="Deactivate"
        failure="The user was not deactivated"
        error={save.error}
        pending={save.isPending}
        opened={opened}
        onClose={dialog.close}
        onConfirm={() => setActive(false)}
      />
    </>
  );
}
