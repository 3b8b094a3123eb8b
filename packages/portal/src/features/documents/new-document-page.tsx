import { useNavigate, useParams } from "@tanstack/react-router";
import { kindOfRoute } from "../../model/documents/document-kinds.ts";
import { DocumentForm } from "./document-form.tsx";
import { FormPage } from "./form-page.tsx";

/** Creates a document of any kind, then shows it. */
export function NewDocumentPage() {
  const { spaceId, route } = useParams({ from: "/shell/$spaceId/$route/new" });
  const navigate = useNavigate();
  const kind = kindOfRoute(route);
  const list = () => void navigate({ to: "/$spaceId/$route", params: { spaceId, route } });
  const open = (documentId: string) =>
    void navigate({
      to: "/$spaceId/$route/$documentId",
      params: { spaceId, route: kind.route, documentId },
    });
  return (
    <FormPage kind={kind} title={`Add ${kind.singular.toLowerCase()}`} isOffered={kind.creatable}>
      <DocumentForm key={`${spaceId}/${route}`} kind={kind} onCancel={list} onSaved={open} />
    </FormPage>
  );
}
