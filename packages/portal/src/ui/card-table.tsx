import { Paper, Table } from "@mantine/core";
import type { ReactNode } from "react";

interface CardTableProps {
  /** Heading cells. */
  readonly head: ReactNode;
  /** Rows. */
  readonly children: ReactNode;
}

/** A table on a card; on a narrow page it scrolls sideways by itself. */
export function CardTable({ head, children }: CardTableProps) {
  return (
    <Paper withBorder bg="var(--portal-card)" style={{ overflowX: "auto" }}>
      <Table highlightOnHover verticalSpacing="sm" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>{head}</Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Paper>
  );
}
