import type { ReactNode } from "react";
import { kindOfId } from "../model/documents/document-kinds.ts";
import { RouteLink } from "./route-link.tsx";
import { useDocumentName } from "./use-document-name.ts";
import { useSpaceId } from "./use-space-id.ts";

interface DocumentLinkProps {
  readonly id: string;
  /** The space of the document, when it may be another than the address names. */
  readonly spaceId?: string | null | undefined;
  readonly children: ReactNode;
}

/** A link to a document's page; plain text when no page can show such a document. */
export function DocumentLink({ id, spaceId, children }: DocumentLinkProps) {
  const here = useSpaceId();
  const kind = kindOfId(id);
  if (!kind) return <span title={id}>{children}</span>;
  return (
    <RouteLink
      to="/$spaceId/$route/$documentId"
      params={{ spaceId: spaceId ?? here, route: kind.route, documentId: id }}
      title={id}
      inherit
    >
      {children}
    </RouteLink>
  );
}

/** A link to a document with its current name, or its id when the viewer may not see the name. */
export function NamedDocumentLink({ id, spaceId }: Omit<DocumentLinkProps, "children">) {
  const here = useSpaceId();
  const name = useDocumentName(id, spaceId ?? here);
  return (
    <DocumentLink id={id} spaceId={spaceId}>
      {name}
    </DocumentLink>
  );
}
