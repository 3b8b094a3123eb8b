import { Button, Code, Group, Skeleton, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useSession } from "../../api/session.ts";
import { useEndAllSessions, useEndSession, useSessions } from "../../api/sessions.ts";
import type { SessionResource } from "../../model/answers/access-resources.ts";
import { CardTable } from "../../ui/card-table.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { EmptyNote } from "../../ui/empty-note.tsx";
import { ErrorNote } from "../../ui/error-page.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { Section } from "../../ui/section.tsx";
import { Tag } from "../../ui/tag.tsx";

/** The browsers in which a user is signed in. */
export function Sessions({ userId }: { userId: string }) {
  const sessions = useSessions(userId);
  const all = sessions.data?.Items ?? [];
  return (
    <Section title="Sessions" actions={all.length > 0 && <EndAllButton userId={userId} />}>
      {sessions.isPending && <Skeleton h={96} />}
      {sessions.isError && (
        <ErrorNote title="The sessions could not be read" error={sessions.error} />
      )}
      {sessions.data && all.length === 0 && <EmptyNote>Not signed in anywhere.</EmptyNote>}
      {all.length > 0 && <SessionsTable userId={userId} sessions={all} />}
    </Section>
  );
}

interface SessionsTableProps {
  readonly userId: string;
  readonly sessions: readonly SessionResource[];
}

function SessionsTable({ userId, sessions }: SessionsTableProps) {
  const head = (
    <>
      <Table.Th>Browser</Table.Th>
      <Table.Th visibleFrom="sm">Signed in</Table.Th>
      <Table.Th visibleFrom="sm">Ends</Table.Th>
      <Table.Th />
    </>
  );
  return (
    <CardTable head={head}>
      {sessions.map((session) => (
        <Table.Tr key={session.Id}>
          <Table.Td>
            <Text size="sm" lineClamp={2} title={session.UserAgent}>
              {session.UserAgent || <span className="quiet">Unknown browser</span>}
            </Text>
            <Group gap="xs">
              {session.IpAddress !== null && <Code>{session.IpAddress}</Code>}
              {session.IsCurrent && <Tag tone="good">This browser</Tag>}
              <Text span size="sm" hiddenFrom="sm">
                <Moment at={session.Created} />
              </Text>
            </Group>
          </Table.Td>
          <Table.Td visibleFrom="sm">
            <Moment at={session.Created} />
          </Table.Td>
          <Table.Td visibleFrom="sm">
            <Moment at={session.Expires} />
          </Table.Td>
          <Table.Td ta="end" py={4}>
            <EndButton userId={userId} session={session} />
          </Table.Td>
        </Table.Tr>
      ))}
    </CardTable>
  );
}

function Moment({ at }: { at: string }) {
  return (
    <span style={{ whiteSpace: "nowrap" }}>
      <RelativeTime at={at} />
    </span>
  );
}

function EndButton({ userId, session }: { userId: string; session: SessionResource }) {
  const [opened, dialog] = useDisclosure();
  const end = useEndSession(userId, session);
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        c="var(--portal-danger)"
        onClick={dialog.open}
        aria-label={`End the session of ${session.UserAgent || "an unknown browser"}`}
      >
        End
      </Button>
      <ConfirmDialog
        title="End this session?"
        text={
          session.IsCurrent
            ? "It is the session of this browser: you will be signed out."
            : "This browser is signed out at once."
        }
        action="End session"
        failure="The session was not ended"
        error={end.error}
        pending={end.isPending}
        opened={opened}
        onClose={dialog.close}
        onConfirm={() => end.mutate(undefined, { onSuccess: dialog.close })}
      />
    </>
  );
}

function EndAllButton({ userId }: { userId: string }) {
  const [opened, dialog] = useDisclosure();
  const isViewer = useSession()?.Id === userId;
  const end = useEndAllSessions(userId, isViewer);
  const who = isViewer ? "You are" : "The user is";
  return (
    <>
      <Button variant="default" c="var(--portal-danger)" onClick={dialog.open}>
        Sign out everywhere
      </Button>
      <ConfirmDialog
        title="Sign out everywhere?"
        text={`${who} signed out of all browsers${isViewer ? ", also this one" : ""}. API keys stay valid.`}
        action="Sign out everywhere"
        failure="The sessions were not ended"
        error={end.error}
        pending={end.isPending}
        opened={opened}
        onClose={dialog.close}
        onConfirm={() => end.mutate(undefined, { onSuccess: dialog.close })}
      />
    </>
  );
}
