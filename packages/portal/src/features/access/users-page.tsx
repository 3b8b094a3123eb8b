import { Button, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { PlusIcon } from "lucide-react";
import { useMay } from "../../api/permissions.ts";
import type { UserDetails } from "../../model/answers/access-resources.ts";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { CardTable } from "../../ui/card-table.tsx";
import { DocumentLink } from "../../ui/document-link.tsx";
import { DocumentList } from "../documents/document-list.tsx";
import { CreateUserDialog } from "./create-user-dialog.tsx";
import { UserKind, UserState } from "./user-tags.tsx";

/** All users: people and service accounts. */
export function UsersPage() {
  const may = useMay();
  return (
    <DocumentList kind={kindOfRoute("users")} actions={may("UserEdit", null) && <CreateButton />}>
      {(users) => <UsersTable users={users} />}
    </DocumentList>
  );
}

function CreateButton() {
  const [opened, dialog] = useDisclosure();
  return (
    <>
      <Button leftSection={<PlusIcon size={16} />} onClick={dialog.open}>
        Add user
      </Button>
      <CreateUserDialog opened={opened} onClose={dialog.close} />
    </>
  );
}

function UsersTable({ users }: { users: readonly UserDetails[] }) {
  const head = (
    <>
      <Table.Th>Name</Table.Th>
      <Table.Th>Kind</Table.Th>
      <Table.Th visibleFrom="sm">Email</Table.Th>
      <Table.Th>State</Table.Th>
    </>
  );
  return (
    <CardTable head={head}>
      {users.map((user) => (
        <Table.Tr key={user.Id}>
          <Table.Td>
            <DocumentLink id={user.Id}>{user.DisplayName || user.Username}</DocumentLink>
            <Text size="xs" className="quiet">
              {user.Username}
            </Text>
          </Table.Td>
          <Table.Td>
            <UserKind user={user} />
          </Table.Td>
          <Table.Td visibleFrom="sm">{user.EmailAddress}</Table.Td>
          <Table.Td>
            <UserState user={user} />
          </Table.Td>
        </Table.Tr>
      ))}
    </CardTable>
  );
}
