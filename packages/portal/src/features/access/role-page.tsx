import { Group, Paper, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../../api/permissions.ts";
import type { UserRoleResource } from "../../model/answers/access-resources.ts";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { Section } from "../../ui/section.tsx";
import { Tag } from "../../ui/tag.tsx";
import { DeleteButton } from "../documents/document-actions.tsx";
import { DocumentFrame } from "../documents/document-frame.tsx";
import { EditButton } from "./edit-button.tsx";
import { PermissionSearch } from "./effective-permissions.tsx";
import { PermissionList } from "./permission-list.tsx";
import { RoleDialog } from "./role-dialog.tsx";

/** One user role: its permissions and its history. */
export function RolePage() {
  const { documentId } = useParams({ from: "/shell/$spaceId/userroles/$documentId" });
  return (
    <DocumentFrame
      key={documentId}
      kind={kindOfRoute("userroles")}
      documentId={documentId}
      actions={(role) => <RoleActions role={role} />}
    >
      {(role) => <RoleParts role={role} />}
    </DocumentFrame>
  );
}

function RoleActions({ role }: { role: UserRoleResource }) {
  const may = useMay();
  const [editing, edit] = useDisclosure();
  if (!role.CanBeDeleted) return <Tag>Built in</Tag>;
  if (!may("UserRoleEdit", null)) return null;
  return (
    <Group gap="xs">
      <EditButton onClick={edit.open} />
      <DeleteButton kind={kindOfRoute("userroles")} document={role} />
      <RoleDialog role={role} opened={editing} onClose={edit.close} />
    </Group>
  );
}

function RoleParts({ role }: { role: UserRoleResource }) {
  const [search, setSearch] = useState("");
  const { GrantedSpacePermissions: inSpace, GrantedSystemPermissions: inSystem } = role;
  return (
    <>
      <Text maw={720} className={role.Description ? "" : "quiet"}>
        {role.Description || "No description"}
      </Text>
      <Section
        title={`In a space (${inSpace.length})`}
        actions={<PermissionSearch value={search} onChange={setSearch} />}
      >
        <Permissions permissions={inSpace} search={search} />
      </Section>
      <Section title={`At system level (${inSystem.length})`}>
        <Permissions permissions={inSystem} search={search} />
      </Section>
    </>
  );
}

function Permissions(props: { readonly permissions: readonly string[]; readonly search: string }) {
  return (
    <Paper withBorder p="md" bg="var(--portal-card)">
      <PermissionList {...props} />
    </Paper>
  );
}
