import { Paper, Progress, Stack, Table, Text } from "@mantine/core";
import type { FindingResource, VerificationResource } from "../../model/answers/ledger.ts";
import { CardTable } from "../../ui/card-table.tsx";
import { Fact, Facts } from "../../ui/facts.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { Section } from "../../ui/section.tsx";

/** What the server verified in the background, how far it is, and what it found. */
export function ServerVerification({ verification }: { verification: VerificationResource }) {
  const { Current, Last } = verification;
  const findings = Current?.FindingsCount ? Current : Last;
  return (
    <Section title="Verification by the server">
      <Paper withBorder p="md" bg="var(--portal-card)">
        <Stack gap="sm">
          <Facts>
            <Fact name="Completed">{Last ? <RelativeTime at={Last.EndedOn} /> : "Never"}</Fact>
            <Fact name="Entries">{(Last?.Entries ?? 0).toLocaleString("en")}</Fact>
            <Fact name="Result">{resultOf(Last)}</Fact>
          </Facts>
          {Current && <CurrentProgress current={Current} />}
          <Text size="sm" className="quiet">
            The server verifies all entries, events and documents again and again while it runs. It
            cannot prove its own honesty: run the command indelible verify on another system for
            that.
          </Text>
        </Stack>
      </Paper>
      {findings && findings.Findings.length > 0 && <FindingsTable findings={findings.Findings} />}
    </Section>
  );
}

function resultOf(last: VerificationResource["Last"]): string {
  if (last === null) return "None yet";
  if (last.FindingsCount === 0) return "No problems found";
  const count = last.FindingsCount.toLocaleString("en");
  return last.FindingsCount === 1 ? "1 problem found" : `${count} problems found`;
}

function CurrentProgress({ current }: { current: NonNullable<VerificationResource["Current"]> }) {
  const { Entries, VerifiedEntries } = current;
  const percent = Entries === 0 ? 100 : Math.floor((VerifiedEntries / Entries) * 100);
  const words =
    VerifiedEntries === Entries
      ? "Now verifying documents and index terms."
      : `Now verifying: ${VerifiedEntries.toLocaleString("en")} of ${Entries.toLocaleString("en")} entries.`;
  return (
    <div>
      <Text size="sm" mb={4}>
        {words}
      </Text>
      <Progress value={percent} size="sm" aria-label="Progress of the current verification" />
    </div>
  );
}

function FindingsTable({ findings }: { findings: readonly FindingResource[] }) {
  const head = (
    <>
      <Table.Th>Problem</Table.Th>
      <Table.Th>Event</Table.Th>
      <Table.Th>Found</Table.Th>
    </>
  );
  return (
    <CardTable head={head}>
      {findings.map(({ Kind, EventId, Index, Detail }) => (
        <Table.Tr key={`${Kind} ${EventId} ${Index} ${Detail}`}>
          <Table.Td>{Kind}</Table.Td>
          <Table.Td>{EventId ?? "–"}</Table.Td>
          <Table.Td style={{ overflowWrap: "anywhere" }}>{Detail}</Table.Td>
        </Table.Tr>
      ))}
    </CardTable>
  );
}
