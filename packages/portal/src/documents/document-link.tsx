import type { ReactNode } from "react";
import { RouteLink } from "../ui/route-link.tsx";
import { useSpaceId } from "../ui/use-space-id.ts";
import { kindOfId } from "./document-kinds.ts";

interface DocumentLinkProps {
  readonly id: string;
  /** The space of the document, when it may be another than the address names. */
  readonly spaceId?: string | null | undefined;
  readonly children?: ReactNode;
}

/** A link to a document's page; plain text when no page can show such a document. */
export function DocumentLink({ id, spaceId, children = id }: DocumentLinkProps) {
  const here = useSpaceId();
  const kind = kindOfId(id);
  if (!kind) return <span>{children}</span>;
  return (
    <RouteLink
      to="/$spaceId/$route/$documentId"
      params={{ spaceId: spaceId ?? here, route: kind.route, documentId: id }}
      inherit
    >
      {children}
    </RouteLink>
  );
}
