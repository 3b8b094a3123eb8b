import { Group, Paper, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useParams } from "@tanstack/react-router";
import { useMay } from "../../api/permissions.ts";
import type { TeamResource } from "../../model/answers/access-resources.ts";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { Tag } from "../../ui/tag.tsx";
import { DeleteButton } from "../documents/document-actions.tsx";
import { DocumentFrame } from "../documents/document-frame.tsx";
import { EditButton } from "./edit-button.tsx";
import { EditTeamDialog } from "./edit-team-dialog.tsx";
import { ReachName } from "./reach-name.tsx";
import { TeamMembers } from "./team-members.tsx";
import { TeamRoles } from "./team-roles.tsx";

/** One team: its members, its roles and its history. */
export function TeamPage() {
  const { documentId } = useParams({ from: "/shell/$spaceId/teams/$documentId" });
  return (
    <DocumentFrame
      key={documentId}
      kind={kindOfRoute("teams")}
      documentId={documentId}
      actions={(team) => <TeamActions team={team} />}
    >
      {(team) => (
        <>
          <TeamSummary team={team} />
          <TeamMembers team={team} />
          <TeamRoles team={team} />
        </>
      )}
    </DocumentFrame>
  );
}

function TeamActions({ team }: { team: TeamResource }) {
  const may = useMay();
  const kind = kindOfRoute("teams");
  const [editing, edit] = useDisclosure();
  const spaceId = team.SpaceId ?? null;
  return (
    <Group gap="xs">
      {team.CanBeRenamed && may("TeamEdit", spaceId) && <EditButton onClick={edit.open} />}
      {team.CanBeDeleted && may("TeamDelete", spaceId) && (
        <DeleteButton kind={kind} document={team} />
      )}
      <EditTeamDialog team={team} opened={editing} onClose={edit.close} />
    </Group>
  );
}

function TeamSummary({ team }: { team: TeamResource }) {
  return (
    <Paper withBorder p="md" bg="var(--portal-card)" component="section" aria-label="About">
      <Group gap="sm">
        <ReachName spaceId={team.SpaceId ?? null} />
        {!team.CanBeDeleted && <Tag>Built in</Tag>}
        <Text size="sm" className={team.Description ? "" : "quiet"}>
          {team.Description || "No description"}
        </Text>
      </Group>
    </Paper>
  );
}
