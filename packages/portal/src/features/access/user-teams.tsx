import { Skeleton, Table } from "@mantine/core";
import { useTeamsOfUser } from "../../api/teams.ts";
import type { TeamOfUser } from "../../model/answers/access-resources.ts";
import { CardTable } from "../../ui/card-table.tsx";
import { DocumentLink } from "../../ui/document-link.tsx";
import { EmptyNote } from "../../ui/empty-note.tsx";
import { ErrorNote } from "../../ui/error-page.tsx";
import { Section } from "../../ui/section.tsx";
import { ReachName } from "./reach-name.tsx";

/** The teams of a user, from which the user has permissions. */
export function UserTeams({ userId }: { userId: string }) {
  const teams = useTeamsOfUser(userId);
  return (
    <Section title="Teams">
      {teams.isPending && <Skeleton h={96} />}
      {teams.isError && <ErrorNote title="The teams could not be read" error={teams.error} />}
      {teams.data && <TeamsTable teams={teams.data} />}
    </Section>
  );
}

function TeamsTable({ teams }: { teams: readonly TeamOfUser[] }) {
  if (teams.length === 0) return <EmptyNote>In no team that you may see.</EmptyNote>;
  const head = (
    <>
      <Table.Th>Team</Table.Th>
      <Table.Th>Where</Table.Th>
      <Table.Th>Membership</Table.Th>
    </>
  );
  return (
    <CardTable head={head}>
      {teams.map((team) => (
        <Table.Tr key={team.Id}>
          <Table.Td>
            <DocumentLink id={team.Id} spaceId={team.SpaceId}>
              {team.Name}
            </DocumentLink>
          </Table.Td>
          <Table.Td>
            <ReachName spaceId={team.SpaceId} />
          </Table.Td>
          <Table.Td className="quiet">
            {team.IsDirectlyAssigned ? "Member" : "All users are members"}
          </Table.Td>
        </Table.Tr>
      ))}
    </CardTable>
  );
}
