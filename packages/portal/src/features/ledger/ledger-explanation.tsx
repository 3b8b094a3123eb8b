import { Code, Group, Paper, Stack, Text } from "@mantine/core";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Section } from "../../ui/section.tsx";

/** What the ledger proves, and how to check it without trusting this server. */
export function LedgerExplanation() {
  const command = `npx indelible verify --url ${window.location.origin} --api-key …`;
  return (
    <Section title="What it proves">
      <Paper withBorder p="md" bg="var(--portal-card)">
        <Stack gap="sm" maw={720}>
          <Text size="sm">
            Each entry is the digest of one event. A checkpoint signs the root of the tree over all
            entries, so an event that is changed, removed, inserted or moved no longer fits any
            checkpoint signed since. Whoever holds an event and its proof can check it without this
            server; whoever keeps a checkpoint can check that the ledger only grew.
          </Text>
          <Text size="sm">
            The entries tell nothing of the events: each event carries a secret number, so that
            nobody can guess it from its digest.
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
