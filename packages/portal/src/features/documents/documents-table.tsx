import { Table } from "@mantine/core";
import type { DocumentResource } from "../../model/answers/resources.ts";
import type { DocumentKind } from "../../model/documents/document-kinds.ts";
import { documentName } from "../../model/documents/document-name.ts";
import { propertyName } from "../../model/format/property-name.ts";
import { CardTable } from "../../ui/card-table.tsx";
import { DocumentLink } from "../../ui/document-link.tsx";
import { PropertyTree } from "../differences/property-tree.tsx";
import { isBlank } from "../differences/tree-entries.ts";

interface DocumentsTableProps {
  readonly kind: DocumentKind;
  readonly documents: readonly DocumentResource[];
}

/** Documents as a table: the name as a link, the columns of the kind, the id. */
export function DocumentsTable({ kind, documents }: DocumentsTableProps) {
  return (
    <CardTable
      head={
        <>
          <Table.Th>Name</Table.Th>
          {kind.columns.map((column) => (
            <Table.Th key={column}>{propertyName(column)}</Table.Th>
          ))}
          <Table.Th visibleFrom="sm">Id</Table.Th>
        </>
      }
    >
      {documents.map((document) => (
        <Table.Tr key={document.Id}>
          <Table.Td>
            <DocumentLink id={document.Id}>{documentName(document)}</DocumentLink>
          </Table.Td>
          {kind.columns.map((column) => (
            <Table.Td key={column}>
              {isBlank(document[column]) ? "" : <PropertyTree value={document[column]} />}
            </Table.Td>
          ))}
          <Table.Td visibleFrom="sm" className="quiet tabular">
            {document.Id}
          </Table.Td>
        </Table.Tr>
      ))}
    </CardTable>
  );
}
