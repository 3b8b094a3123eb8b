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
          A program that has one of these keys acts as you, and can do what you can. What it does is
          on the record with the key's hint.
        </Text>
      </Stack>
      <ApiKeys userId={session.Id} />
    </Stack>
  );
}
