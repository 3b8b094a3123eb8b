import { openPostgres, verifyTrail } from "@indelible/trail";
import { beforeAll, expect, inject, test } from "vitest";
import { buildPrograms } from "../support/server-process.ts";
import { drain, KEY_SEED, LOG, nonceOf, ORIGIN, recordedDatabase } from "../support/tampering.ts";
import { torture } from "./torture.ts";

/** `npm run torture` runs a minute; the short version is enough to notice a mistake. */
const seconds = Number(process.env.TORTURE_SECONDS ?? 3);
const seed = Number(process.env.TORTURE_SEED ?? 20260101);

// The sequencers that are killed run as programs.
beforeAll(() => buildPrograms());

const COUNTS = `select (select count(*) from trail.events) as events,
  (select count(*) from trail.ledger_entries) as entries,
  (select max(index) + 1 from trail.ledger_entries) as length,
  (select count(*) from trail.unsequenced) as waiting,
  (select count(*) from trail.ledger_checkpoints) as checkpoints`;

test(`64 connections commit for ${seconds} s while sequencers are killed (seed ${seed})`, {
  timeout: (seconds + 300) * 1_000,
}, async () => {
  const created = await recordedDatabase(inject("postgresSocketUrl"), [], 0);
  const { url } = created;
  const keySeed = KEY_SEED.toString("hex");
  const outcome = await torture({ url, seconds, seed, connections: 64, origin: ORIGIN, keySeed });
  expect(outcome.committed).toBeGreaterThan(0);
  expect(outcome.kills + outcome.cuts).toBeGreaterThan(0);
  await drain(url);
  const database = openPostgres({ url });
  const [counts] = await database.query<Record<string, number>>({ name: "", text: COUNTS }, []);
  const { committed } = outcome;
  expect(counts).toMatchObject({
    events: committed,
    entries: committed,
    length: committed,
    waiting: 0,
  });
  const { ok, findings, head } = await verifyTrail(database, { log: LOG, nonceOf });
  expect(findings).toEqual([]);
  expect({ ok, size: head.size }).toEqual({ ok: true, size: committed });
  await database.close();
  await created.drop();
  process.stdout.write(`${JSON.stringify({ ...outcome, checkpoints: counts?.checkpoints })}\n`);
});
