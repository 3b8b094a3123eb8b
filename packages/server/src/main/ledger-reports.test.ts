import { type LedgerReport, ledgerAlarm } from "@indelible/trail";
import { expect, test } from "vitest";
import { LedgerReports } from "./ledger-reports.ts";

const smaller = ledgerAlarm("smaller", "Entries are gone.");
const calm: LedgerReport = { alarms: [], firstSight: undefined };
const alarmed: LedgerReport = { alarms: [smaller], firstSight: undefined };

/** Reports, with their records and log; the first `failing` records fail. */
function collected(recordedBefore: readonly string[] = [], failing = 0) {
  const recorded: string[] = [];
  const logged: string[] = [];
  let failures = failing;
  const reports = new LedgerReports({
    record: async (category, verb) => {
      failures -= 1;
      if (failures >= 0) throw new TypeError("away");
      recorded.push(`${category}: ${verb}`);
    },
    recordedAlarms: async () => new Set(recordedBefore),
    logError: (error, occasion) => logged.push(`${occasion}: ${String(error)}`),
  });
  return { reports, recorded, logged };
}

test("an alarm is logged and recorded once, and so is its end", async () => {
  const { reports, recorded, logged } = collected();
  for (const report of [calm, alarmed, alarmed, calm, calm]) await reports.take(report);
  expect(recorded).toEqual([
    "LedgerAlarm: raised the alarm 'smaller': Entries are gone.",
    "LedgerAlarmEnded: ended the alarm 'smaller'",
  ]);
  expect(logged).toEqual([expect.stringContaining("Entries are gone. Find out who")]);
});

test("an alarm that is raised again is logged and recorded again", async () => {
  const { reports, recorded, logged } = collected();
  for (const report of [alarmed, calm, alarmed]) await reports.take(report);
  expect(recorded).toHaveLength(3);
  expect(logged).toHaveLength(2);
});

test("an alarm that an earlier process recorded is logged, not recorded again", async () => {
  const { reports, recorded, logged } = collected(["smaller"]);
  await reports.take(alarmed);
  expect(recorded).toEqual([]);
  expect(logged).toHaveLength(1);
});

test("what cannot be recorded is recorded later", async () => {
  const { reports, recorded, logged } = collected([], 1);
  await reports.take({ alarms: [], firstSight: { size: 7, root: new Uint8Array(32) } });
  expect(recorded).toEqual([]);
  expect(logged).toEqual([expect.stringContaining("away")]);
  await reports.take(calm);
  await reports.take(calm);
  expect(recorded).toEqual([expect.stringContaining("LedgerTakenOver: was taken over with 7")]);
});
