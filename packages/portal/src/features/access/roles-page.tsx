import { Button, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { PlusIcon } from "lucide-react";
import { useMay } from "../../api/permissions.ts";
import type { UserRoleResource } from "../../model/answers/access-resources.ts";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { CardTable } from "../../ui/card-table.tsx";
import { DocumentLink } from "../../ui/document-link.tsx";
import { Tag } from "../../ui/tag.tsx";
import { DocumentList } from "../documents/document-list.tsx";
import { RoleDialog } from "./role-dialog.tsx";

/** All user roles, built-in ones included. */
export function RolesPage() {
  const may = useMay();
  return (
    <DocumentList
      kind={kindOfRoute("userroles")}
      actions={may("UserRoleEdit", null) && <CreateButton />}
    >
      {(roles) => <RolesTable roles={roles} />}
    </DocumentList>
  );
}

function CreateButton() {
  const [opened, dialog] = useDisclosure();
  return (
    <>
      <Button leftSection={<PlusIcon size={16} />} onClick={dialog.open}>
        Add user role
      </Button>
      <RoleDialog opened={opened} onClose={dialog.close} />
    </>
  );
}

function RolesTable({ roles }: { roles: readonly UserRoleResource[] }) {
  const head = (
    <>
      <Table.Th>Name</Table.Th>
      <Table.Th ta="end">In a space</Table.Th>
      <Table.Th ta="end">System</Table.Th>
      <Table.Th visibleFrom="sm" />
    </>
  );
  return (
    <CardTable head={head}>
      {roles.map((role) => (
        <Table.Tr key={role.Id}>
          <Table.Td>
            <DocumentLink id={role.Id}>{role.Name}</DocumentLink>
            <Text size="xs" className="quiet">
              {role.Description}
            </Text>
          </Table.Td>
          <Table.Td ta="end" className="tabular">
            {role.GrantedSpacePermissions.length}
          </Table.Td>
          <Table.Td ta="end" className="tabular">
            {role.GrantedSystemPermissions.length}
          </Table.Td>
          <Table.Td visibleFrom="sm">{!role.CanBeDeleted && <Tag>Built in</Tag>}</Table.Td>
        </Table.Tr>
      ))}
    </CardTable>
  );
}
