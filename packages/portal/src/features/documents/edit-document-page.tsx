import { useNavigate, useParams } from "@tanstack/react-router";
import { useDocument } from "../../api/documents.ts";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { documentName } from "../../model/documents/document-name.ts";
import { ErrorNote } from "../../ui/error-page.tsx";
import { PagePending } from "../../ui/page-pending.tsx";
import { DocumentForm } from "./document-form.tsx";
import { FormPage } from "./form-page.tsx";

/** Changes a document of any kind, then shows it. */
export function EditDocumentPage() {
  const params = useParams({ from: "/shell/$spaceId/$route/$documentId/edit" });
  const navigate = useNavigate();
  const kind = kindOfRoute(params.route);
  const document = useDocument(kind, params.spaceId, params.documentId);
  const show = () => void navigate({ to: "/$spaceId/$route/$documentId", params });
  const name = document.data ? documentName(document.data) : params.documentId;
  return (
    <FormPage kind={kind} title={`Edit ${name}`} isOffered={kind.editable}>
      {document.isPending && <PagePending />}
      {document.isError && (
        <ErrorNote
          title={`The ${kind.singular.toLowerCase()} could not be read`}
          error={document.error}
          onRetry={() => void document.refetch()}
        />
      )}
      {document.data && (
        <DocumentForm
          key={params.documentId}
          kind={kind}
          document={document.data}
          onCancel={show}
          onSaved={show}
        />
      )}
    </FormPage>
  );
}
