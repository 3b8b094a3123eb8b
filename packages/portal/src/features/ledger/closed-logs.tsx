import { Table } from "@mantine/core";
import type { ClosedLogResource } from "../../model/answers/ledger.ts";
import { exactTime } from "../../model/format/time.ts";
import { CardTable } from "../../ui/card-table.tsx";
import { Section } from "../../ui/section.tsx";

/** The logs that were closed before the current one; nothing if there are none. */
export function ClosedLogs({ logs }: { logs: readonly ClosedLogResource[] }) {
  if (logs.length === 0) return null;
  const head = (
    <>
      <Table.Th>Origin</Table.Th>
      <Table.Th ta="end">Entries</Table.Th>
      <Table.Th ta="end">Missing</Table.Th>
      <Table.Th>Closed</Table.Th>
    </>
  );
  return (
    <Section title="Closed logs">
      <CardTable head={head}>
        {logs.map((log) => (
          <Table.Tr key={log.Origin}>
            <Table.Td>{log.Origin}</Table.Td>
            <Table.Td ta="end">{log.Size.toLocaleString("en")}</Table.Td>
            <Table.Td ta="end">{log.MissingEntries.toLocaleString("en")}</Table.Td>
            <Table.Td>{exactTime(Date.parse(log.ClosedOn))}</Table.Td>
          </Table.Tr>
        ))}
      </CardTable>
    </Section>
  );
}
