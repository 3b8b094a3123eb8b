import { Alert, Text } from "@mantine/core";
import { OctagonExclamationPointIcon } from "lucide-react";
import type { AlarmResource } from "../../model/answers/ledger.ts";
import classes from "./verdict-note.module.css";

/** What the server found wrong with the ledger, and what to do about it. */
export function LedgerAlarms({ alarms }: { alarms: readonly AlarmResource[] }) {
  return alarms.map((alarm) => <LedgerAlarm key={alarm.Code} alarm={alarm} />);
}

function LedgerAlarm({ alarm }: { alarm: AlarmResource }) {
  return (
    <Alert
      variant="default"
      classNames={{
        root: classes.broken ?? "",
        icon: classes.icon ?? "",
        title: classes.title ?? "",
      }}
      icon={<OctagonExclamationPointIcon />}
      title={alarm.IsSigningStopped ? "Signing has stopped" : "Someone changed the ledger"}
      role="alert"
    >
      <Text size="sm">{alarm.Found}</Text>
      <Text size="sm">{alarm.Advice}</Text>
    </Alert>
  );
}
