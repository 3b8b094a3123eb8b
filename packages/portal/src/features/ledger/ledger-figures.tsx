import { Paper, SimpleGrid, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { LedgerResource } from "../../model/answers/ledger.ts";
import { exactTime, relativeTime } from "../../model/format/time.ts";
import { useNow } from "../../ui/clock.tsx";
import { waitingWords } from "./waiting-words.ts";

/** The size of the ledger, the time of the last checkpoint, and the events that wait. */
export function LedgerFigures({ ledger }: { ledger: LedgerResource }) {
  const now = useNow();
  const { Checkpoint, WaitingEvents, WaitingSince } = ledger;
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
      <Figure name="Entries">{(Checkpoint?.Size ?? 0).toLocaleString("en")}</Figure>
      <Figure name="Last checkpoint">
        {Checkpoint ? (
          <time dateTime={Checkpoint.SignedOn} title={exactTime(Date.parse(Checkpoint.SignedOn))}>
            {relativeTime(Date.parse(Checkpoint.SignedOn), now)}
          </time>
        ) : (
          "None yet"
        )}
      </Figure>
      <Figure name="Waiting">{waitingWords(WaitingEvents, WaitingSince, now)}</Figure>
    </SimpleGrid>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Paper withBorder p="md" bg="var(--portal-card)">
      <Text size="sm" className="quiet">
        {name}
      </Text>
      <Text size="xl" fw={650} className="tabular">
        {children}
      </Text>
    </Paper>
  );
}
