import { Text } from "@mantine/core";
import type { AlarmResource } from "../../model/answers/ledger.ts";
import { BrokenAlert } from "./broken-alert.tsx";

/** What the server found wrong with the ledger, and what to do about it. */
export function LedgerAlarms({ alarms }: { alarms: readonly AlarmResource[] }) {
  return alarms.map((alarm) => <LedgerAlarm key={alarm.Code} alarm={alarm} />);
}

function LedgerAlarm({ alarm }: { alarm: AlarmResource }) {
  return (
    <BrokenAlert title={titleOf(alarm)}>
      <Text size="sm">{alarm.Found}</Text>
      <Text size="sm">{alarm.Advice}</Text>
    </BrokenAlert>
  );
}

function titleOf({ Code, IsSigningStopped }: AlarmResource): string {
  if (IsSigningStopped) return "Signing has stopped";
  if (Code === "verification") return "The verification found problems";
  return `Someone changed the ${Code === "schema" ? "database" : "ledger"}`;
}
