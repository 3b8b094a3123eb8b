import { Group, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useSession } from "../../api/session.ts";
import { ChangePassword } from "./change-password.tsx";
import { Sessions } from "./sessions.tsx";

/** The viewer's own password and sessions. */
export function SecurityPage() {
  useDocumentTitle("Your password and sessions · Indelible");
  const session = useSession();
  if (!session) return null;
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start">
        <Stack gap={4}>
          <Title order={1}>Your password and sessions</Title>
          <Text size="sm" className="quiet" maw={640}>
            A session ends after 12 hours, or 30 days if you chose to be remembered, and when the
            password changes.
          </Text>
        </Stack>
        <ChangePassword />
      </Group>
      <Sessions userId={session.Id} />
    </Stack>
  );
}
