import { ActionIcon, Button, Group, Skeleton, Table, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { PencilIcon, PlusIcon, TrashIcon } from "lucide-react";
import { useMay } from "../../api/permissions.ts";
import { useRemoveScopedRole, useScopedRoles } from "../../api/teams.ts";
import type { ScopedRoleResource, TeamResource } from "../../model/answers/access-resources.ts";
import { CardTable } from "../../ui/card-table.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { NamedDocumentLink } from "../../ui/document-link.tsx";
import { EmptyNote } from "../../ui/empty-note.tsx";
import { ErrorNote } from "../../ui/error-page.tsx";
import { Section } from "../../ui/section.tsx";
import { useDocumentName } from "../../ui/use-document-name.ts";
import { useSpaceId } from "../../ui/use-space-id.ts";
import { ReachName } from "./reach-name.tsx";
import { RoleScopeText } from "./role-scope.tsx";
import { ScopedRoleDialog } from "./scoped-role-dialog.tsx";

/** The roles of a team, each with its space and its limits. */
export function TeamRoles({ team }: { team: TeamResource }) {
  const roles = useScopedRoles(team.Id, useSpaceId());
  const may = useMay();
  const spaceId = useSpaceId();
  const possible = team.SpaceId ? [team.SpaceId] : [spaceId, null];
  const reaches = possible.filter((reach) => team.CanChangeRoles && may("TeamEdit", reach));
  return (
    <Section
      title="Roles"
      actions={reaches.length > 0 && <AddRoleButton team={team} reaches={reaches} />}
    >
      {roles.isPending && <Skeleton h={96} />}
      {roles.isError && <ErrorNote title="The roles could not be read" error={roles.error} />}
      {roles.data && <RolesTable team={team} roles={roles.data.Items} />}
    </Section>
  );
}

function AddRoleButton({ team, reaches }: { team: TeamResource; reaches: (string | null)[] }) {
  const [opened, dialog] = useDisclosure();
  return (
    <>
      <Button
        variant="default"
        leftSection={<PlusIcon size={16} aria-hidden="true" />}
        onClick={dialog.open}
      >
        Add role
      </Button>
      <ScopedRoleDialog team={team} reaches={reaches} opened={opened} onClose={dialog.close} />
    </>
  );
}

interface RolesTableProps {
  readonly team: TeamResource;
  readonly roles: readonly ScopedRoleResource[];
}

function RolesTable({ team, roles }: RolesTableProps) {
  const may = useMay();
  if (roles.length === 0)
    return (
      <EmptyNote>This team has no roles yet. Add one to give its members permissions.</EmptyNote>
    );
  const head = (
    <>
      <Table.Th>Role</Table.Th>
      <Table.Th>Where</Table.Th>
      <Table.Th>Limited to</Table.Th>
      <Table.Th />
    </>
  );
  return (
    <CardTable head={head}>
      {roles.map((role) => (
        <Table.Tr key={role.Id}>
          <Table.Td>
            <NamedDocumentLink id={role.UserRoleId} />
          </Table.Td>
          <Table.Td>
            <ReachName spaceId={role.SpaceId} />
          </Table.Td>
          <Table.Td>
            <RoleScopeText scope={role} spaceId={role.SpaceId} />
          </Table.Td>
          <Table.Td py={4}>
            {team.CanChangeRoles && may("TeamEdit", role.SpaceId) && (
              <RoleActions team={team} role={role} />
            )}
          </Table.Td>
        </Table.Tr>
      ))}
    </CardTable>
  );
}

interface RoleActionsProps {
  readonly team: TeamResource;
  readonly role: ScopedRoleResource;
}

function RoleActions({ team, role }: RoleActionsProps) {
  const [editing, edit] = useDisclosure();
  const [taking, take] = useDisclosure();
  const removal = useRemoveScopedRole(role);
  const name = useDocumentName(role.UserRoleId, useSpaceId());
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <IconAction label={`Edit ${name}`} icon={PencilIcon} onClick={edit.open} />
      <IconAction label={`Remove ${name}`} icon={TrashIcon} onClick={take.open} />
      <ScopedRoleDialog
        team={team}
        role={role}
        reaches={[role.SpaceId]}
        opened={editing}
        onClose={edit.close}
      />
      <ConfirmDialog
        title={`Remove ${name} from ${team.Name}?`}
        text="Its members lose the permissions that only this role gives them."
        action="Remove role"
        failure="The role was not removed"
        error={removal.error}
        pending={removal.isPending}
        opened={taking}
        onClose={take.close}
        onConfirm={() => removal.mutate(undefined, { onSuccess: take.close })}
      />
    </Group>
  );
}

interface IconActionProps {
  readonly label: string;
  readonly icon: typeof PencilIcon;
  readonly onClick: () => void;
}

function IconAction({ label, icon: Icon, onClick }: IconActionProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size="lg" onClick={onClick} aria-label={label}>
        <Icon size={18} strokeWidth={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}
