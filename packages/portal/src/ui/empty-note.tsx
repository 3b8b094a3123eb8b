import { Paper, Text } from "@mantine/core";
import type { ReactNode } from "react";

/** A note on a card, for empty lists. */
export function EmptyNote({ children }: { children: ReactNode }) {
  return (
    <Paper withBorder p="md" bg="var(--portal-card)" role="status">
      <Text size="sm" className="quiet">
        {children}
      </Text>
    </Paper>
  );
}
