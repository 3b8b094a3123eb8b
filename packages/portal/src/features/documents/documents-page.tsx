import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useParams } from "@tanstack/react-router";
import { PlusIcon } from "lucide-react";
import { useMay } from "../../api/permissions.ts";
import { type DocumentKind, kindOfRoute } from "../../model/documents/document-kinds.ts";
import { DocumentForm } from "./document-form.tsx";
import { DocumentList } from "./document-list.tsx";
import { DocumentsTable } from "./documents-table.tsx";

/** The documents of any kind. */
export function DocumentsPage() {
  const { spaceId, route } = useParams({ from: "/shell/$spaceId/$route" });
  const kind = kindOfRoute(route);
  const may = useMay();
  const reach = kind.reach === "system" ? null : spaceId;
  const offersCreation = kind.editable && may(kind.permissions?.create, reach);
  return (
    <DocumentList
      key={`${spaceId}/${route}`}
      kind={kind}
      actions={offersCreation && <CreateButton kind={kind} />}
    >
      {(documents) => <DocumentsTable kind={kind} documents={documents} />}
    </DocumentList>
  );
}

function CreateButton({ kind }: { kind: DocumentKind }) {
  const [opened, form] = useDisclosure();
  return (
    <>
      <Button leftSection={<PlusIcon size={16} />} onClick={form.open}>
        {`Add ${kind.singular.toLowerCase()}`}
      </Button>
      <DocumentForm kind={kind} opened={opened} onClose={form.close} />
    </>
  );
}
