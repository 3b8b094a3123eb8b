import { Anchor, Code, Collapse, Group, Paper, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { CheckpointResource } from "../../model/answers/ledger.ts";
import { exactTime } from "../../model/format/time.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Fact, Facts } from "../../ui/facts.tsx";
import { Section } from "../../ui/section.tsx";

interface NewestCheckpointProps {
  readonly checkpoint: CheckpointResource;
  /** What this browser checked about it, as a sentence. */
  readonly checked: string;
}

/** The newest checkpoint. Its signed note is shown on demand. */
export function NewestCheckpoint({ checkpoint, checked }: NewestCheckpointProps) {
  const [opened, note] = useDisclosure();
  return (
    <Section title="Newest checkpoint">
      <Paper withBorder p="md" bg="var(--portal-card)">
        <Stack gap="sm">
          <Facts>
            <Fact name="Signed">{exactTime(Date.parse(checkpoint.SignedOn))}</Fact>
            <Fact name="Entries">{checkpoint.Size.toLocaleString("en")}</Fact>
            <Fact name="Root hash" wide>
              <Code>{checkpoint.RootHash}</Code>
            </Fact>
            <Fact name="Checked" wide>
              {checked}
            </Fact>
          </Facts>
          <Group gap="sm">
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={note.toggle}
              aria-expanded={opened}
            >
              {opened ? "Hide the signed note" : "Show the signed note"}
            </Anchor>
            <CopyButton text={checkpoint.Note} label="Copy note" />
          </Group>
          <Collapse expanded={opened}>
            <Code block>{checkpoint.Note}</Code>
          </Collapse>
        </Stack>
      </Paper>
    </Section>
  );
}
