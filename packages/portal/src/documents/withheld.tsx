import { Paper, Stack, Text, Title } from "@mantine/core";
import { IconEyeOff } from "@tabler/icons-react";
import { RouteLink } from "../ui/route-link.tsx";
import { useSpaceId } from "../ui/use-space-id.ts";

/** Says that the viewer may not see something, and where they may look instead. */
export function Withheld({ what }: { what: string }) {
  const spaceId = useSpaceId();
  return (
    <Paper withBorder p="xl" bg="var(--portal-card)" ta="center" role="status">
      <Stack align="center" gap="xs">
        <IconEyeOff size={36} stroke={1.3} className="quiet" aria-hidden="true" />
        <Title order={2} size="h4">{`No ${what} to show`}</Title>
        <Text size="sm" className="quiet">
          They do not exist, or your account may not see them. The audit trail shows what you may.
        </Text>
        <RouteLink to="/$spaceId/configuration/audit" params={{ spaceId }}>
          Open the audit trail
        </RouteLink>
      </Stack>
    </Paper>
  );
}
