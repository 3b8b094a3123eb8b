import { Paper, Text } from "@mantine/core";
import type { ReactNode } from "react";

/** Says on a card that there is nothing, and why. */
export function EmptyNote({ children }: { children: ReactNode }) {
  return (
    <Paper withBorder p="md" bg="var(--portal-card)" role="status">
      <Text size="sm" className="quiet">
        {children}
      </Text>
    </Paper>
  );
}
