import { Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useSession } from "../../api/session.ts";
import { ApiKeys } from "./api-keys.tsx";

/** The viewer's own API keys. */
export function ApiKeysPage() {
  useDocumentTitle("Your API keys · Indelible");
  const session = useSession();
  if (!session) return null;
  return (
    <Stack gap="lg">
      <Stack gap={4}>
        <Title order={1}>Your API keys</Title>
        <Text size="sm" className="quiet" maw={640}>
          A program with one of these keys acts as you and has your permissions. Its changes are
          recorded with the hint of the key.
        </Text>
      </Stack>
      <ApiKeys userId={session.Id} />
    </Stack>
  );
}
