import { Breadcrumbs, Stack, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import type { DocumentKind } from "../../model/documents/document-kinds.ts";
import { EmptyNote } from "../../ui/empty-note.tsx";
import { RouteLink } from "../../ui/route-link.tsx";
import { useSpaceId } from "../../ui/use-space-id.ts";

interface FormPageProps {
  readonly kind: DocumentKind;
  readonly title: string;
  /** Whether the API has a route for this form. */
  readonly isOffered: boolean;
  readonly children: ReactNode;
}

/** A page with a form: the way back to the list, a title, the form. */
export function FormPage({ kind, title, isOffered, children }: FormPageProps) {
  const spaceId = useSpaceId();
  useDocumentTitle(`${title} · Indelible`);
  return (
    <Stack gap="md" maw={720}>
      <Stack gap={4}>
        <Breadcrumbs fz="sm" component="nav" aria-label="Breadcrumb">
          <RouteLink to="/$spaceId/$route" params={{ spaceId, route: kind.route }} inherit>
            {kind.plural}
          </RouteLink>
          <span className="quiet">{title}</span>
        </Breadcrumbs>
        <Title order={1}>{title}</Title>
      </Stack>
      {isOffered ? (
        children
      ) : (
        <EmptyNote>{`${kind.plural} cannot be created or edited here.`}</EmptyNote>
      )}
    </Stack>
  );
}
