import { useParams } from "@tanstack/react-router";
import { PlusIcon } from "lucide-react";
import { useMay } from "../../api/permissions.ts";
import { type DocumentKind, kindOfRoute } from "../../model/documents/document-kinds.ts";
import { RouteButton } from "../../ui/route-link.tsx";
import { useSpaceId } from "../../ui/use-space-id.ts";
import { DocumentList } from "./document-list.tsx";
import { DocumentsTable } from "./documents-table.tsx";

/** The documents of any kind. */
export function DocumentsPage() {
  const { spaceId, route } = useParams({ from: "/shell/$spaceId/$route" });
  const kind = kindOfRoute(route);
  const may = useMay();
  const reach = kind.reach === "system" ? null : spaceId;
  const offersCreation = kind.creatable && may(kind.permissions?.create, reach);
  return (
    <DocumentList
      key={`${spaceId}/${route}`}
      kind={kind}
      actions={offersCreation && <CreateLink kind={kind} />}
    >
      {(documents) => <DocumentsTable kind={kind} documents={documents} />}
    </DocumentList>
  );
}

function CreateLink({ kind }: { kind: DocumentKind }) {
  const spaceId = useSpaceId();
  return (
    <RouteButton
      to="/$spaceId/$route/new"
      params={{ spaceId, route: kind.route }}
      leftSection={<PlusIcon size={16} aria-hidden="true" />}
    >
      {`Add ${kind.singular.toLowerCase()}`}
    </RouteButton>
  );
}
