import { Code, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { ledgerKeys, useLedger } from "../../api/ledger.ts";
import type { LedgerResource } from "../../model/answers/ledger.ts";
import { type LedgerIdentity, storedLedger } from "../../model/ledger/known-ledger.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { ErrorNote } from "../../ui/error-page.tsx";
import { PagePending } from "../../ui/page-pending.tsx";
import { Section } from "../../ui/section.tsx";
import { checkedWords } from "./checked-words.ts";
import { CheckpointList } from "./checkpoint-list.tsx";
import { CheckpointNote } from "./checkpoint-note.tsx";
import { ClosedLogs } from "./closed-logs.tsx";
import { KeyChanged } from "./key-changed.tsx";
import { LedgerAlarms } from "./ledger-alarms.tsx";
import { LedgerExplanation } from "./ledger-explanation.tsx";
import { LedgerFigures } from "./ledger-figures.tsx";
import { NewestCheckpoint } from "./newest-checkpoint.tsx";
import { ServerVerification } from "./server-verification.tsx";
import { type LedgerCheck, useLedgerCheck } from "./use-ledger-check.ts";
import { WitnessList } from "./witness-list.tsx";

/** The ledger: its size, newest checkpoint, witnesses, and how to verify it. */
export function LedgerPage() {
  useDocumentTitle("Ledger · Indelible");
  const ledger = useLedger();
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>Ledger</Title>
        <Text size="sm" className="quiet">
          A tamper-evident log: every event is an entry, and a changed entry is detected.
        </Text>
      </div>
      {ledger.isPending && <PagePending />}
      {ledger.isError && !ledger.data && (
        <ErrorNote title="The ledger could not be read" error={ledger.error} />
      )}
      {ledger.data && <LedgerParts ledger={ledger.data} />}
    </Stack>
  );
}

function LedgerParts({ ledger }: { ledger: LedgerResource }) {
  const { data: check, error } = useLedgerCheck();
  return (
    <>
      <LedgerAlarms alarms={ledger.Alarms ?? []} />
      <ChangedKey ledger={ledger} known={knownBy(check, error)} />
      {check && <CheckpointNote check={check} />}
      {error && <ErrorNote title="The checkpoint could not be verified" error={error} />}
      <LedgerFigures ledger={ledger} />
      {ledger.Checkpoint && (
        <NewestCheckpoint checkpoint={ledger.Checkpoint} checked={checkedWords(check?.verdict)} />
      )}
      {ledger.Verification && <ServerVerification verification={ledger.Verification} />}
      <Identity ledger={ledger} />
      {ledger.Witnesses && (
        <WitnessList
          witnesses={ledger.Witnesses}
          quorum={ledger.Quorum}
          cosignatures={check?.cosignatures}
        />
      )}
      <CheckpointList />
      <ClosedLogs logs={ledger.ClosedLogs ?? []} />
      <LedgerExplanation />
    </>
  );
}

/** The ledger that this browser knows; undefined while statements of a new key are being checked. */
function knownBy(check: LedgerCheck | undefined, error: Error | null): LedgerIdentity | undefined {
  return check?.known ?? (error === null ? undefined : storedLedger(localStorage));
}

interface ChangedKeyProps {
  readonly ledger: LedgerResource;
  readonly known: LedgerIdentity | undefined;
}

function ChangedKey({ ledger, known }: ChangedKeyProps) {
  const client = useQueryClient();
  if (known === undefined) return null;
  const reported = { origin: ledger.Origin, verifierKey: ledger.VerifierKey };
  const lookAgain = () => void client.invalidateQueries({ queryKey: ledgerKeys.all });
  return <KeyChanged known={known} reported={reported} onTrusted={lookAgain} />;
}

function Identity({ ledger }: { ledger: LedgerResource }) {
  return (
    <Section title="Identity">
      <Paper withBorder p="md" bg="var(--portal-card)">
        <Stack gap="sm">
          <Copied name="Origin" text={ledger.Origin} />
          <Copied name="Verifier key" text={ledger.VerifierKey} />
          {ledger.VerifierKeys?.slice(1).map(({ VerifierKey, ToSize }) => (
            <Copied key={VerifierKey} name={`Earlier key, to size ${ToSize}`} text={VerifierKey} />
          ))}
          <Text size="sm" className="quiet">
            Keep a copy of both in another place. They identify this ledger: signatures with any
            other key are rejected. This browser stores them when it verifies a checkpoint or an
            event for the first time.
          </Text>
        </Stack>
      </Paper>
    </Section>
  );
}

function Copied({ name, text }: { name: string; text: string }) {
  return (
    <Group gap="sm" wrap="nowrap" justify="space-between" align="flex-start">
      <div>
        <Text size="sm" className="quiet">
          {name}
        </Text>
        <Code style={{ overflowWrap: "anywhere" }}>{text}</Code>
      </div>
      <CopyButton text={text} label="Copy" />
    </Group>
  );
}
