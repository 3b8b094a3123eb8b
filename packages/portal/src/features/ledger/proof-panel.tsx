import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { DownloadIcon, ShieldCheckIcon } from "lucide-react";
import { isProvable } from "../../api/events.ts";
import { proofQuery } from "../../api/ledger.ts";
import type { ProofResource } from "../../model/answers/ledger.ts";
import type { EventResource } from "../../model/answers/resources.ts";
import { ErrorNote } from "../../ui/error-page.tsx";
import { saveAs } from "../../ui/save-as.ts";
import { CheckpointNote } from "./checkpoint-note.tsx";
import { KeyChanged } from "./key-changed.tsx";
import { useVerification } from "./use-verification.ts";
import { VerdictNote } from "./verdict-note.tsx";

/** Verifies an event in the browser and saves the files to verify it on another machine. */
export function ProofPanel({ event }: { event: EventResource }) {
  if (!isProvable(event)) {
    return (
      <Text size="sm" className="quiet">
        Recorded. It is added to the ledger within seconds and can be verified then.
      </Text>
    );
  }
  return <Provable event={event} />;
}

function Provable({ event }: { event: EventResource }) {
  const verification = useVerification(event);
  const done = verification.data;
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<ShieldCheckIcon size={16} aria-hidden="true" />}
          loading={verification.isPending}
          onClick={() => verification.mutate()}
        >
          Verify in this browser
        </Button>
        <SaveButton event={event} label="Download proof" save={saveProof} />
        <SaveButton event={event} label="Download event bytes" save={saveEvent} />
      </Group>
      {done && (
        <KeyChanged
          known={done.known}
          reported={done.reported}
          onTrusted={() => verification.mutate()}
        />
      )}
      {done?.compared && <CheckpointNote check={done.compared} />}
      {done && <VerdictNote {...done} />}
      {verification.isError && (
        <ErrorNote title="The event could not be verified" error={verification.error} />
      )}
    </Stack>
  );
}

interface SaveButtonProps {
  readonly event: EventResource;
  readonly label: string;
  readonly save: (proof: ProofResource) => void;
}

function SaveButton({ event, label, save }: SaveButtonProps) {
  const client = useQueryClient();
  const download = useMutation({
    mutationFn: () => client.fetchQuery(proofQuery(event.Id)),
    onSuccess: save,
  });
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<DownloadIcon size={14} aria-hidden="true" />}
      loading={download.isPending}
      onClick={() => download.mutate()}
      color={download.isError ? "red" : "gray"}
      title={download.error?.message ?? ""}
    >
      {download.isError ? "Download failed" : label}
    </Button>
  );
}

function saveProof({ Id, Proof }: ProofResource): void {
  saveAs(new Blob([Proof], { type: "text/plain" }), `${Id}.tlog-proof`);
}

// Exactly the bytes of the digest, without a line feed at the end.
function saveEvent({ Id, Event }: ProofResource): void {
  saveAs(new Blob([Event], { type: "application/json" }), `${Id}.json`);
}
