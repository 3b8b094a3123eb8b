import type { Database } from "@indelible/trail";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../test/support/server.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { alarmVerb, recordedAlarms, recordOfLedger } from "./ledger-document.ts";

let database: Database;
let server: TestServer;

beforeAll(async () => {
  database = await openStore("postgres");
  server = await startTestServer(database);
});
afterAll(async () => {
  await server.close();
  await database.close();
});

test("an alarm is current from its event until that of its end", async () => {
  const { trail } = server;
  expect(await recordedAlarms(trail)).toEqual(new Set());
  await recordOfLedger(trail, {
    category: "LedgerAlarm",
    verb: alarmVerb("smaller", "Entries are missing."),
  });
  await recordOfLedger(trail, {
    category: "LedgerAlarm",
    verb: alarmVerb("poisoned-queue", "A row is forged."),
  });
  expect(await recordedAlarms(trail)).toEqual(new Set(["smaller", "poisoned-queue"]));
  await recordOfLedger(trail, { category: "LedgerAlarmEnded", verb: "ended the alarm 'smaller'" });
  expect(await recordedAlarms(trail)).toEqual(new Set(["poisoned-queue"]));
});

test("servers that create the document at the same time record both events", async () => {
  const other = await openStore("postgres");
  const second = await startTestServer(other);
  await Promise.all(
    ["smaller", "missing"].map((code) =>
      recordOfLedger(second.trail, { category: "LedgerAlarm", verb: alarmVerb(code, "Found.") }),
    ),
  );
  expect(await recordedAlarms(second.trail)).toEqual(new Set(["smaller", "missing"]));
  await second.close();
  await other.close();
});
