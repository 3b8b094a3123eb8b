import { Alert, Button, Code, Group, List, Stack, Text } from "@mantine/core";
import { DownloadIcon, TriangleAlertIcon } from "lucide-react";
import {
  type Contradicting,
  meaningOf,
  type SeenTree,
} from "../../model/ledger/checkpoint-verdict.ts";
import { saveAs } from "../../ui/save-as.ts";
import { BrokenAlert } from "./broken-alert.tsx";
import type { ComparedCheckpoint } from "./compare-checkpoint.ts";

/** Warns when the newest checkpoint contradicts the one this browser kept, or cannot be verified. */
export function CheckpointNote({ check }: { check: ComparedCheckpoint }) {
  const { verdict } = check;
  if (verdict.kind === "contradicting") {
    return <Contradiction contradiction={verdict} check={check} />;
  }
  if (verdict.kind === "unsigned") {
    return (
      <Warning title="The newest checkpoint is not signed with the key that this browser knows">
        {verdict.detail}
      </Warning>
    );
  }
  if (verdict.kind === "not-compared") {
    return (
      <Warning title="The newest checkpoint could not be compared with the one this browser saw before">
        {`${verdict.detail} This browser keeps the earlier checkpoint and tries again.`}
      </Warning>
    );
  }
  return null;
}

function Warning({ title, children }: { title: string; children: string }) {
  return (
    <Alert
      variant="default"
      bg="var(--portal-card)"
      icon={<TriangleAlertIcon />}
      title={title}
      role="alert"
    >
      <Text size="sm">{children}</Text>
    </Alert>
  );
}

interface ContradictionProps {
  readonly contradiction: Contradicting;
  readonly check: ComparedCheckpoint;
}

function Contradiction({ contradiction, check }: ContradictionProps) {
  const { reason, kept, newest } = contradiction;
  return (
    <BrokenAlert title="The ledger contradicts what this browser saw before">
      <Stack gap="xs">
        <Text size="sm">
          {meaningOf(reason)} An old backup may have been restored, or history may have been
          rewritten. Until this is explained, do not rely on the history that this server shows.
        </Text>
        <TreeLine title="Before" tree={kept} />
        <TreeLine title="Now" tree={newest} />
        <List size="sm" type="ordered">
          <List.Item>
            Save both checkpoints. They are signed by the ledger and are evidence.
          </List.Item>
          <List.Item>
            Ask the operator, not through this server, whether a backup was restored.
          </List.Item>
          <List.Item>
            Compare with the checkpoint that a witness shows at its address, if there is one.
          </List.Item>
          <List.Item>
            Verify with <Code>npx indelible verify --since before.checkpoint</Code>
          </List.Item>
        </List>
        <Group gap="xs">
          <SaveButton label="Save the earlier checkpoint" name="before" note={check.kept?.note} />
          <SaveButton label="Save the current checkpoint" name="now" note={check.note} />
        </Group>
        <Text size="sm" className="quiet">
          This browser keeps the earlier checkpoint, and warns until the ledger extends it.
        </Text>
      </Stack>
    </BrokenAlert>
  );
}

function TreeLine({ title, tree }: { title: string; tree: SeenTree | undefined }) {
  return (
    <Text size="sm" component="div">
      {tree === undefined
        ? `${title}: no checkpoint`
        : `${title}: ${tree.size.toLocaleString("en")} entries, root hash `}
      {tree && <Code style={{ overflowWrap: "anywhere" }}>{tree.root}</Code>}
    </Text>
  );
}

interface SaveButtonProps {
  readonly label: string;
  readonly name: string;
  readonly note: string | undefined;
}

function SaveButton({ label, name, note }: SaveButtonProps) {
  if (note === undefined) return null;
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<DownloadIcon size={14} aria-hidden="true" />}
      onClick={() => saveAs(new Blob([note], { type: "text/plain" }), `${name}.checkpoint`)}
    >
      {label}
    </Button>
  );
}
