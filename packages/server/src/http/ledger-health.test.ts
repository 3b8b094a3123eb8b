import { ledgerAlarm } from "@indelible/trail";
import { expect, test } from "vitest";
import { startTestServer } from "../../../../test/support/server.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { ledgerHealth } from "./ledger-health.ts";

test("a ledger is degraded by an alarm, and by events that wait for more than 30 seconds", async () => {
  const database = await openStore("postgres");
  const now = new Date("2026-11-22T12:00:00Z");
  const server = await startTestServer(database, { clock: () => now });
  const { ledger } = server;
  const healthAfter = (seconds: number, alarms = [ledgerAlarm("smaller", "Found.")].slice(1)) => {
    const clock = () => new Date(now.getTime() + seconds * 1000);
    return ledgerHealth({ ledger, alarmSource: { alarms }, clock });
  };
  expect(await healthAfter(30)).toMatchObject({ isDegraded: false, lagSeconds: 30, alarms: [] });
  expect((await healthAfter(31)).isDegraded).toBe(true);
  expect((await healthAfter(0, [ledgerAlarm("smaller", "Found.")])).isDegraded).toBe(true);
  await server.sequencer.drain();
  expect(await healthAfter(31)).toMatchObject({ isDegraded: false, lagSeconds: 0, waiting: 0 });
  await server.close();
  await database.close();
});
