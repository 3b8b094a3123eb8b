import { formatHash } from "@indelible/ledger";
import type { Finding, VerifierRound } from "@indelible/trail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../test/support/server.ts";
import { openStore } from "../../../../test/support/stores.ts";
import { newestOfLedger } from "./ledger-document.ts";
import { verificationRecorder } from "./record-verification.ts";
import {
  REPEATED_MILLISECONDS,
  VERIFICATION_CATEGORIES,
  VerificationReports,
} from "./verification-reports.ts";

const START = Date.UTC(2026, 2, 1);
const ROOT = formatHash(new Uint8Array(32).fill(3));
const HOUR = 3_600_000;

const changed: Finding = {
  kind: "changed",
  eventId: "Events-3",
  index: 2,
  detail: "Its body was changed.",
};

function round(after: number, findings: readonly Finding[] = []): VerifierRound {
  const endedAt = new Date(START + after);
  const startedAt = new Date(endedAt.getTime() - 1000);
  const kept = findings
    .slice(0, 20)
    .map(({ kind, eventId, index, detail }) => [kind, eventId, index, detail] as const);
  const found = { count: findings.length, kept };
  return { size: 1234, root: ROOT, findings: found, startedAt, endedAt };
}

/** Reports of a process, with the events that it and earlier ones recorded. */
function collected(failing = 0) {
  const recorded: { Category: string; Occurred: string; Message: string }[] = [];
  let failures = failing;
  let now = START;
  const process = () =>
    new VerificationReports({
      record: async (Category, verb) => {
        failures -= 1;
        if (failures >= 0) throw new TypeError("away");
        recorded.push({
          Category,
          Occurred: new Date(now).toISOString(),
          Message: `Ledger ${verb}`,
        });
      },
      lastRecorded: async () => recorded.at(-1),
    });
  const take = (reports: VerificationReports, one: VerifierRound) => {
    now = one.endedAt.getTime();
    return reports.take(one);
  };
  return { recorded, process, take };
}

describe("rounds of the verifier", () => {
  test("without findings are recorded the first time, and then once a day", async () => {
    const { recorded, process, take } = collected();
    const reports = process();
    for (let hour = 0; hour < 50; hour += 1) await take(reports, round(hour * HOUR));
    expect(recorded.map(({ Occurred }) => Occurred)).toEqual([
      "2026-03-01T00:00:00.000Z",
      "2026-03-02T00:00:00.000Z",
      "2026-03-03T00:00:00.000Z",
    ]);
    expect(recorded[0]).toMatchObject({
      Category: "LedgerVerified",
      Message: `Ledger was verified up to 1234 entries (root ${ROOT}) from 2026-02-28T23:59:59.000Z to 2026-03-01T00:00:00.000Z with no findings`,
    });
  });

  test("after a restart are recorded no more often", async () => {
    const { recorded, process, take } = collected();
    for (let hour = 0; hour < 24; hour += 1) await take(process(), round(hour * HOUR));
    expect(recorded).toHaveLength(1);
    await take(process(), round(REPEATED_MILLISECONDS));
    expect(recorded).toHaveLength(2);
  });

  test("with findings are recorded when these are new, or a day old, and when they are gone", async () => {
    const { recorded, process, take } = collected();
    const another: Finding = { ...changed, eventId: null, index: null, detail: "A tile differs." };
    await take(process(), round(0));
    await take(process(), round(1, [changed]));
    await take(process(), round(2, [changed]));
    const reports = process();
    await take(reports, round(3, [changed]));
    await take(reports, round(4, [changed, another]));
    await take(reports, round(5));
    await take(reports, round(6, [changed]));
    await take(reports, round(6 + REPEATED_MILLISECONDS, [changed]));
    const results = recorded.map(({ Category, Message }) => {
      return `${Category}: ${Message.slice(Message.indexOf(" with "))}`;
    });
    const one =
      "LedgerVerificationFailed:  with 1 findings: Events-3 changed: Its body was changed.";
    expect(results).toEqual([
      "LedgerVerified:  with no findings",
      one,
      "LedgerVerificationFailed:  with 2 findings: Events-3 changed: Its body was changed.; ledger changed: A tile differs.",
      "LedgerVerified:  with no findings",
      one,
      one,
    ]);
  });

  test("that could not be recorded are recorded by a later round", async () => {
    const { recorded, process, take } = collected(1);
    const reports = process();
    await expect(take(reports, round(0))).rejects.toThrow("away");
    await take(reports, round(1));
    expect(recorded).toHaveLength(1);
  });

  test("with many findings have a sentence of bounded length", async () => {
    const { recorded, process, take } = collected();
    const findings = Array.from({ length: 1000 }, () => ({ ...changed, detail: "x".repeat(5000) }));
    await take(process(), round(0, findings));
    expect(recorded[0]?.Message).toContain("with 1000 findings: ");
    expect(recorded[0]?.Message).toContain("; and 990 others");
    expect(recorded[0]?.Message.length).toBeLessThan(5000);
  });
});

describe("on a trail", () => {
  let database: Awaited<ReturnType<typeof openStore>>;
  let server: TestServer;

  beforeAll(async () => {
    database = await openStore("postgres");
    server = await startTestServer(database);
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  test("each round is one event of the ledger", async () => {
    const { trail } = server;
    const recorded = () => newestOfLedger(trail, VERIFICATION_CATEGORIES, 10);
    const now = Date.now() - START;
    const record = verificationRecorder(trail);
    await record(round(now));
    await record(round(now + 1));
    await verificationRecorder(trail)(round(now + 2, [changed]));
    const events = await recorded();
    expect(events.map(({ Category }) => Category)).toEqual([
      "LedgerVerificationFailed",
      "LedgerVerified",
    ]);
    expect(events[0]).toMatchObject({ DocumentId: "Ledgers-1", SpaceId: null });
  });
});
