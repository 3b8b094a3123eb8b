import { Paper, Stack, Text, Title } from "@mantine/core";
import { EyeOffIcon } from "lucide-react";
import type { DocumentKind } from "../../model/documents/document-kinds.ts";
import { RouteLink } from "../../ui/route-link.tsx";
import { useSpaceId } from "../../ui/use-space-id.ts";

/** Says that the viewer may not see documents of a kind, and which permission is required. */
export function Withheld({ kind }: { kind: DocumentKind }) {
  const spaceId = useSpaceId();
  const permission = kind.permissions?.view;
  return (
    <Paper withBorder p="xl" bg="var(--portal-card)" ta="center" role="status">
      <Stack align="center" gap="xs">
        <EyeOffIcon size={36} strokeWidth={1.3} className="quiet" aria-hidden="true" />
        <Title order={2} size="h4">{`No ${kind.plural.toLowerCase()} to show`}</Title>
        <Text size="sm" className="quiet">
          {permission
            ? `You need the permission ${permission} to see this.`
            : "You do not have permission to see this."}{" "}
          The audit trail shows the events that you may see.
        </Text>
        <RouteLink to="/$spaceId/configuration/audit" params={{ spaceId }}>
          Open the audit trail
        </RouteLink>
      </Stack>
    </Paper>
  );
}
