import { Text } from "@mantine/core";
import type { AlarmResource } from "../../model/answers/ledger.ts";
import { BrokenAlert } from "./broken-alert.tsx";

/** What the server found wrong with the ledger, and what to do about it. */
export function LedgerAlarms({ alarms }: { alarms: readonly AlarmResource[] }) {
  return alarms.map((alarm) => <LedgerAlarm key={alarm.Code} alarm={alarm} />);
}

function LedgerAlarm({ alarm }: { alarm: AlarmResource }) {
  const changed = alarm.Code === "schema" ? "database" : "ledger";
  return (
    <BrokenAlert
      title={alarm.IsSigningStopped ? "Signing has stopped" : `Someone changed the ${changed}`}
    >
      <Text size="sm">{alarm.Found}</Text>
      <Text size="sm">{alarm.Advice}</Text>
    </BrokenAlert>
  );
}
