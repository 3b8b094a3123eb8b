import { SegmentedControl } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useSaveDocument } from "../../api/documents.ts";
import type { UserRoleResource } from "../../model/answers/access-resources.ts";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { DialogForm, FormDialog } from "../../ui/form-dialog.tsx";
import { NameAndDescription, nameAndDescription } from "../../ui/name-and-description.tsx";
import { useSpaceId } from "../../ui/use-space-id.ts";
import { PermissionChecks } from "./permission-checks.tsx";

interface RoleDialogProps {
  /** The role to change; absent to create one. */
  readonly role?: UserRoleResource;
  readonly opened: boolean;
  readonly onClose: () => void;
}

type Level = "space" | "system";

/** A dialog for the name and the permissions of a role, in a space and at system level. */
export function RoleDialog({ role, opened, onClose }: RoleDialogProps) {
  const title = role ? "Edit user role" : "Add user role";
  return (
    <FormDialog opened={opened} onClose={onClose} title={title} size="xl">
      <RoleForm onClose={onClose} {...(role && { role })} />
    </FormDialog>
  );
}

function RoleForm({ role, onClose }: Omit<RoleDialogProps, "opened">) {
  const [level, setLevel] = useState<Level>("space");
  const [granted, setGranted] = useState<Readonly<Record<Level, readonly string[]>>>({
    space: role?.GrantedSpacePermissions ?? [],
    system: role?.GrantedSystemPermissions ?? [],
  });
  const { save, submit } = useSaveRole(role, granted, onClose);
  return (
    <DialogForm error={save.error} pending={save.isPending} onSubmit={submit} onCancel={onClose}>
      <NameAndDescription {...(role && { document: role })} />
      <SegmentedControl
        data={[
          { value: "space", label: `In a space (${granted.space.length})` },
          { value: "system", label: `At system level (${granted.system.length})` },
        ]}
        value={level}
        onChange={(value) => setLevel(value === "system" ? "system" : "space")}
        aria-label="Level"
      />
      <PermissionChecks
        level={level}
        chosen={granted[level]}
        onChange={(chosen) => setGranted({ ...granted, [level]: chosen })}
      />
    </DialogForm>
  );
}

function useSaveRole(
  role: UserRoleResource | undefined,
  granted: Readonly<Record<Level, readonly string[]>>,
  onClose: () => void,
) {
  const save = useSaveDocument(kindOfRoute("userroles"), null, role);
  const navigate = useNavigate();
  const spaceId = useSpaceId();
  const showNew = (documentId: string) =>
    void navigate({
      to: "/$spaceId/$route/$documentId",
      params: { spaceId, route: "userroles", documentId },
    });
  const submit = (form: FormData) =>
    save.mutate(
      {
        ...nameAndDescription(form),
        GrantedSpacePermissions: granted.space,
        GrantedSystemPermissions: granted.system,
      },
      { onSuccess: (saved) => (role || !saved ? onClose() : showNew(saved.Id)) },
    );
  return { save, submit };
}
