import { Paper } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { readableProperties } from "../../model/documents/document-name.ts";
import { WholeDocument } from "../differences/whole-document.tsx";
import { DocumentActions } from "./document-actions.tsx";
import { DocumentFrame } from "./document-frame.tsx";

/** One document of any kind: its properties and its history. */
export function DocumentPage() {
  const { route, documentId } = useParams({ from: "/shell/$spaceId/$route/$documentId" });
  const kind = kindOfRoute(route);
  return (
    <DocumentFrame
      key={documentId}
      kind={kind}
      documentId={documentId}
      actions={(document) => <DocumentActions kind={kind} document={document} />}
    >
      {(document) => (
        <Paper bg="var(--portal-card)" component="section" aria-label="Properties">
          <WholeDocument value={readableProperties(document)} />
        </Paper>
      )}
    </DocumentFrame>
  );
}
