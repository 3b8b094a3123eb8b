import { Paper } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useMay } from "../../api/permissions.ts";
import { useSession } from "../../api/session.ts";
import type { UserDetails } from "../../model/answers/access-resources.ts";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { exactTime } from "../../model/format/time.ts";
import { Fact, Facts } from "../../ui/facts.tsx";
import { DocumentFrame } from "../documents/document-frame.tsx";
import { ApiKeys } from "./api-keys.tsx";
import { EffectivePermissions } from "./effective-permissions.tsx";
import { Sessions } from "./sessions.tsx";
import { UserActions } from "./user-actions.tsx";
import { UserKind, UserState } from "./user-tags.tsx";
import { UserTeams } from "./user-teams.tsx";

/** One user: account, teams, permissions and history. */
export function UserPage() {
  const { documentId } = useParams({ from: "/shell/$spaceId/users/$documentId" });
  return (
    <DocumentFrame
      key={documentId}
      kind={kindOfRoute("users")}
      documentId={documentId}
      actions={(user) => <UserActions user={user} />}
    >
      {(user) => <UserParts user={user} />}
    </DocumentFrame>
  );
}

function UserParts({ user }: { user: UserDetails }) {
  const may = useMay();
  const isSelf = useSession()?.Id === user.Id;
  return (
    <>
      <Paper withBorder p="md" bg="var(--portal-card)" component="section" aria-label="Account">
        <Facts>
          <Fact name="Username">{user.Username}</Fact>
          <Fact name="Email">{user.EmailAddress}</Fact>
          <Fact name="Kind">
            <UserKind user={user} />
          </Fact>
          <Fact name="State">
            <UserState user={user} />
          </Fact>
          <Fact name="Created">{user.Created && exactTime(Date.parse(user.Created))}</Fact>
        </Facts>
      </Paper>
      <UserTeams userId={user.Id} />
      <EffectivePermissions userId={user.Id} />
      {(isSelf || may("UserEdit", null)) && (
        <>
          <ApiKeys userId={user.Id} />
          {!user.IsService && <Sessions userId={user.Id} />}
        </>
      )}
    </>
  );
}
