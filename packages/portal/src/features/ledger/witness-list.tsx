import { Table, Text } from "@mantine/core";
import type { LedgerResource, WitnessResource } from "../../model/answers/ledger.ts";
import type { Cosignature } from "../../model/ledger/cosignature.ts";
import { CardTable } from "../../ui/card-table.tsx";
import { EmptyNote } from "../../ui/empty-note.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { Section } from "../../ui/section.tsx";
import { Tag } from "../../ui/tag.tsx";
import { CosignatureTag } from "./cosignature-tag.tsx";
import { witnessTone } from "./witness-tone.ts";

interface WitnessListProps {
  readonly witnesses: readonly WitnessResource[];
  readonly quorum: LedgerResource["Quorum"];
  /** What this browser found in the newest checkpoint; undefined while it is checked. */
  readonly cosignatures: readonly Cosignature[] | undefined;
}

/** The witnesses of the ledger and their state. */
export function WitnessList({ witnesses, quorum, cosignatures }: WitnessListProps) {
  return (
    <Section
      title="Witnesses"
      actions={
        quorum?.Name && (
          <Tag tone={quorum.IsMet ? "good" : "bad"}>
            {quorum.IsMet ? "Quorum met" : "Quorum not met"}
          </Tag>
        )
      }
    >
      {witnesses.length === 0 ? (
        <EmptyNote>
          No witness cosigns this ledger. A witness detects at once when an old copy of the database
          is restored.
        </EmptyNote>
      ) : (
        <>
          <WitnessTable witnesses={witnesses} cosignatures={cosignatures} />
          <Text size="sm" className="quiet">
            This browser verifies the cosignatures of the newest checkpoint with the keys that the
            server reports. Compare each key with the one that the operator of the witness gave you.
          </Text>
        </>
      )}
    </Section>
  );
}

function WitnessTable({ witnesses, cosignatures }: Omit<WitnessListProps, "quorum">) {
  const head = (
    <>
      <Table.Th>Name</Table.Th>
      <Table.Th>State</Table.Th>
      <Table.Th>Newest checkpoint</Table.Th>
      <Table.Th ta="end">Cosigned up to</Table.Th>
      <Table.Th>Last seen</Table.Th>
    </>
  );
  return (
    <CardTable head={head}>
      {witnesses.map((witness) => (
        <Table.Tr key={witness.Name}>
          <Table.Td miw={160}>
            {witness.Name}
            <Text size="xs" className="quiet" style={{ overflowWrap: "anywhere" }}>
              {witness.VerifierKey?.split("+", 2).join("+")}
            </Text>
            <Text size="xs" c="var(--portal-danger)">
              {witness.Detail}
            </Text>
          </Table.Td>
          <Table.Td>
            <Tag tone={witnessTone(witness.State)}>{witness.State}</Tag>
          </Table.Td>
          <Table.Td>
            <CosignatureTag
              cosignature={cosignatures?.find(({ witness: name }) => name === witness.Name)}
            />
          </Table.Td>
          <Table.Td ta="end" className="tabular">
            {witness.LastSize.toLocaleString("en")}
          </Table.Td>
          <Table.Td>
            <LastSeen at={witness.LastSeen} />
          </Table.Td>
        </Table.Tr>
      ))}
    </CardTable>
  );
}

function LastSeen({ at }: { at: string | null }) {
  return at === null ? <span className="quiet">Never</span> : <RelativeTime at={at} />;
}
