import { Button, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { PlusIcon } from "lucide-react";
import { useMay } from "../../api/permissions.ts";
import type { TeamResource } from "../../model/answers/access-resources.ts";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { CardTable } from "../../ui/card-table.tsx";
import { DocumentLink } from "../../ui/document-link.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useSpaceId } from "../../ui/use-space-id.ts";
import { DocumentList } from "../documents/document-list.tsx";
import { CreateTeamDialog } from "./create-team-dialog.tsx";
import { includesAllUsers } from "./includes-all-users.ts";
import { ReachName } from "./reach-name.tsx";

/** The teams of a space and those of the system. */
export function TeamsPage() {
  const may = useMay();
  const spaceId = useSpaceId();
  const reaches = [spaceId, null].filter((reach) => may("TeamCreate", reach));
  return (
    <DocumentList
      key={spaceId}
      kind={kindOfRoute("teams")}
      actions={reaches.length > 0 && <CreateButton reaches={reaches} />}
    >
      {(teams) => <TeamsTable teams={teams} />}
    </DocumentList>
  );
}

function CreateButton({ reaches }: { reaches: readonly (string | null)[] }) {
  const [opened, dialog] = useDisclosure();
  return (
    <>
      <Button leftSection={<PlusIcon size={16} />} onClick={dialog.open}>
        Add team
      </Button>
      <CreateTeamDialog reaches={reaches} opened={opened} onClose={dialog.close} />
    </>
  );
}

function TeamsTable({ teams }: { teams: readonly TeamResource[] }) {
  const head = (
    <>
      <Table.Th>Name</Table.Th>
      <Table.Th>Where</Table.Th>
      <Table.Th>Members</Table.Th>
      <Table.Th visibleFrom="sm" />
    </>
  );
  return (
    <CardTable head={head}>
      {teams.map((team) => (
        <Table.Tr key={team.Id}>
          <Table.Td>
            <DocumentLink id={team.Id}>{team.Name}</DocumentLink>
            <Text size="xs" className="quiet" lineClamp={1}>
              {team.Description}
            </Text>
          </Table.Td>
          <Table.Td>
            <ReachName spaceId={team.SpaceId ?? null} />
          </Table.Td>
          <Table.Td className="tabular">
            {includesAllUsers(team) ? "All users" : team.MemberUserIds.length}
          </Table.Td>
          <Table.Td visibleFrom="sm">{!team.CanBeDeleted && <Tag>Built in</Tag>}</Table.Td>
        </Table.Tr>
      ))}
    </CardTable>
  );
}
