import { ActionIcon, Button, Group, Table, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { UserMinusIcon, UserPlusIcon } from "lucide-react";
import { useState } from "react";
import { useSaveDocument } from "../../api/documents.ts";
import { useMay } from "../../api/permissions.ts";
import type { TeamResource } from "../../model/answers/access-resources.ts";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { CardTable } from "../../ui/card-table.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { NamedDocumentLink } from "../../ui/document-link.tsx";
import { EmptyNote } from "../../ui/empty-note.tsx";
import { DialogForm, FormDialog } from "../../ui/form-dialog.tsx";
import { IdsPicker } from "../../ui/ids-picker.tsx";
import { Section } from "../../ui/section.tsx";
import { useDocumentName } from "../../ui/use-document-name.ts";
import { useSpaceId } from "../../ui/use-space-id.ts";
import { includesAllUsers } from "./includes-all-users.ts";

/** The members of a team. A user who may edit the team adds and removes them. */
export function TeamMembers({ team }: { team: TeamResource }) {
  const may = useMay();
  const editable = team.CanChangeMembers && may("TeamEdit", team.SpaceId ?? null);
  return (
    <Section title="Members" actions={editable && <AddButton team={team} />}>
      <Members team={team} editable={editable} />
    </Section>
  );
}

function Members({ team, editable }: { team: TeamResource; editable: boolean }) {
  if (includesAllUsers(team)) return <EmptyNote>Every user is a member of this team.</EmptyNote>;
  if (team.MemberUserIds.length === 0) return <EmptyNote>This team has no members yet.</EmptyNote>;
  return (
    <CardTable head={<Table.Th colSpan={2}>Name</Table.Th>}>
      {team.MemberUserIds.map((userId) => (
        <Table.Tr key={userId}>
          <Table.Td>
            <NamedDocumentLink id={userId} />
          </Table.Td>
          <Table.Td ta="end" py={4}>
            {editable && <RemoveButton team={team} userId={userId} />}
          </Table.Td>
        </Table.Tr>
      ))}
    </CardTable>
  );
}

function useSaveMembers(team: TeamResource) {
  return useSaveDocument(kindOfRoute("teams"), team.SpaceId ?? null, team);
}

function AddButton({ team }: { team: TeamResource }) {
  const [opened, dialog] = useDisclosure();
  return (
    <>
      <Button
        variant="default"
        leftSection={<UserPlusIcon size={16} aria-hidden="true" />}
        onClick={dialog.open}
      >
        Add members
      </Button>
      <FormDialog opened={opened} onClose={dialog.close} title={`Add members to ${team.Name}`}>
        <AddForm team={team} onClose={dialog.close} />
      </FormDialog>
    </>
  );
}

function AddForm({ team, onClose }: { team: TeamResource; onClose: () => void }) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const save = useSaveMembers(team);
  const MemberUserIds = [...new Set([...team.MemberUserIds, ...chosen])];
  return (
    <DialogForm
      error={save.error}
      pending={save.isPending}
      action="Add members"
      onSubmit={() => save.mutate({ MemberUserIds }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <IdsPicker
        route="users"
        spaceId={null}
        label="People and service accounts"
        values={chosen}
        onChange={setChosen}
        without={team.MemberUserIds}
      />
    </DialogForm>
  );
}

function RemoveButton({ team, userId }: { team: TeamResource; userId: string }) {
  const [opened, dialog] = useDisclosure();
  const save = useSaveMembers(team);
  const name = useDocumentName(userId, useSpaceId());
  const MemberUserIds = team.MemberUserIds.filter((id) => id !== userId);
  return (
    <Group justify="flex-end">
      <Tooltip label={`Remove ${name}`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          onClick={dialog.open}
          aria-label={`Remove ${name}`}
        >
          <UserMinusIcon size={18} strokeWidth={1.6} />
        </ActionIcon>
      </Tooltip>
      <ConfirmDialog
        title={`Remove ${name} from ${team.Name}?`}
        text="They lose the permissions that only this team gives them."
        action="Remove"
        failure="The member was not removed"
        error={save.error}
        pending={save.isPending}
        opened={opened}
        onClose={dialog.close}
        onConfirm={() => save.mutate({ MemberUserIds }, { onSuccess: dialog.close })}
      />
    </Group>
  );
}
