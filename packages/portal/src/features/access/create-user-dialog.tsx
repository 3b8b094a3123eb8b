import { PasswordInput, SegmentedControl, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useSaveDocument } from "../../api/documents.ts";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { DialogForm, FormDialog } from "../../ui/form-dialog.tsx";
import { useSpaceId } from "../../ui/use-space-id.ts";
import { MIN_PASSWORD_LENGTH, UserFields, userFields } from "./user-fields.tsx";

interface CreateUserDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

const KINDS = [
  { value: "person", label: "Person" },
  { value: "service", label: "Service account" },
];

/** A dialog that creates a person, who signs in with a password, or a service account, which uses API keys. */
export function CreateUserDialog({ opened, onClose }: CreateUserDialogProps) {
  return (
    <FormDialog opened={opened} onClose={onClose} title="Add user">
      <CreateUserForm onClose={onClose} />
    </FormDialog>
  );
}

function CreateUserForm({ onClose }: { onClose: () => void }) {
  const [isService, setIsService] = useState(false);
  const { save, submit } = useCreateUser(isService);
  return (
    <DialogForm
      error={save.error}
      pending={save.isPending}
      action="Add user"
      onSubmit={submit}
      onCancel={onClose}
    >
      <SegmentedControl
        data={KINDS}
        value={isService ? "service" : "person"}
        onChange={(kind) => setIsService(kind === "service")}
        aria-label="Kind of user"
      />
      <UserFields isService={isService} />
      {isService ? (
        <Text size="sm" className="quiet">
          A program uses this account with an API key. Create the key on the account's page.
        </Text>
      ) : (
        <PasswordInput
          name="password"
          label="Password"
          description={`At least ${MIN_PASSWORD_LENGTH} characters`}
          autoComplete="new-password"
          minLength={MIN_PASSWORD_LENGTH}
          required
        />
      )}
    </DialogForm>
  );
}

function useCreateUser(isService: boolean) {
  const save = useSaveDocument(kindOfRoute("users"), null);
  const navigate = useNavigate();
  const spaceId = useSpaceId();
  const submit = (form: FormData) => {
    const password = isService ? {} : { Password: String(form.get("password")) };
    const open = (documentId: string) =>
      void navigate({
        to: "/$spaceId/$route/$documentId",
        params: { spaceId, route: "users", documentId },
      });
    save.mutate(
      { ...userFields(form), ...password, IsService: isService },
      { onSuccess: (user) => user && open(user.Id) },
    );
  };
  return { save, submit };
}
