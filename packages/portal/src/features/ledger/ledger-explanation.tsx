import { Code, Group, Paper, Stack, Text } from "@mantine/core";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Section } from "../../ui/section.tsx";

/** What the ledger proves and how to verify it independently of this server. */
export function LedgerExplanation() {
  const command = `npx indelible verify --url ${window.location.origin} --api-key …`;
  return (
    <Section title="What it proves">
      <Paper withBorder p="md" bg="var(--portal-card)">
        <Stack gap="sm" maw={720}>
          <Text size="sm">
            Each entry is the digest of one event. A checkpoint signs the root of the tree over all
            entries, so an event that is changed, removed, inserted or moved no longer fits any
            checkpoint signed since. With an event and its proof you can check it without this
            server. With an older checkpoint you can check that entries were only added since.
          </Text>
          <Text size="sm">
            The entries do not reveal the events: each event contains a random number, so its
            content cannot be guessed from its digest.
          </Text>
          <Text size="sm">To verify the whole ledger from another machine:</Text>
          <Group gap="sm" justify="space-between">
            <Code style={{ overflowWrap: "anywhere" }}>{command}</Code>
            <CopyButton text={command} label="Copy" />
          </Group>
        </Stack>
      </Paper>
    </Section>
  );
}
