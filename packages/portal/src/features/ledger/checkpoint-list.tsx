import { Code, Skeleton, Table } from "@mantine/core";
import { useCheckpoints } from "../../api/ledger.ts";
import type { CheckpointResource } from "../../model/answers/ledger.ts";
import { CardTable } from "../../ui/card-table.tsx";
import { EmptyNote } from "../../ui/empty-note.tsx";
import { ErrorNote } from "../../ui/error-page.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { Section } from "../../ui/section.tsx";

/** Checkpoints shown; the API has them all. */
const MAX_SHOWN = 20;

/** The newest checkpoints, newest first. */
export function CheckpointList() {
  const { data, error, isPending } = useCheckpoints();
  const total = data?.TotalResults ?? 0;
  return (
    <Section title={total > MAX_SHOWN ? `Last ${MAX_SHOWN} checkpoints` : "Checkpoints"}>
      {isPending && <Skeleton h={160} />}
      {error && !data && <ErrorNote title="The checkpoints could not be read" error={error} />}
      {data && total === 0 && <EmptyNote>No checkpoint yet.</EmptyNote>}
      {data && total > 0 && <CheckpointTable checkpoints={data.Items} />}
    </Section>
  );
}

function CheckpointTable({ checkpoints }: { checkpoints: readonly CheckpointResource[] }) {
  const head = (
    <>
      <Table.Th>Signed</Table.Th>
      <Table.Th ta="end">Entries</Table.Th>
      <Table.Th ta="end">Added</Table.Th>
      <Table.Th visibleFrom="sm">Root hash</Table.Th>
    </>
  );
  return (
    <CardTable head={head}>
      {checkpoints.slice(0, MAX_SHOWN).map((checkpoint, place) => (
        <Table.Tr key={checkpoint.Size}>
          <Table.Td>
            <RelativeTime at={checkpoint.SignedOn} />
          </Table.Td>
          <Table.Td ta="end" className="tabular">
            {checkpoint.Size.toLocaleString("en")}
          </Table.Td>
          <Table.Td ta="end" className="tabular quiet">
            {added(checkpoint, checkpoints[place + 1])}
          </Table.Td>
          <Table.Td visibleFrom="sm">
            <Code>{checkpoint.RootHash}</Code>
          </Table.Td>
        </Table.Tr>
      ))}
    </CardTable>
  );
}

function added(checkpoint: CheckpointResource, before: CheckpointResource | undefined): string {
  return `+${(checkpoint.Size - (before?.Size ?? 0)).toLocaleString("en")}`;
}
