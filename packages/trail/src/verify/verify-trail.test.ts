import { createSigner, createVerifier, newSignerKey } from "@indelible/ledger";
import { afterAll, beforeAll, expect, test } from "vitest";
import { memoryCheckpointStore } from "../../../../test/support/kept-checkpoint.ts";
import { describeStores } from "../../../../test/support/stores.ts";
import { ALICE, fakeClock, testTrail } from "../../../../test/support/trail.ts";
import type { Database } from "../database/database.ts";
import { documentType } from "../document/document-type.ts";
import { Sequencer } from "../ledger/sequencer.ts";
import type { TableCheck } from "./check.ts";
import { trailSchema } from "./expected-schema.ts";
import type { Finding } from "./finding.ts";
import { verifyTrail } from "./verify-trail.ts";

const thing = documentType({ prefix: "Things", label: "Thing" });
const origin = "example.org/log";
const key = await newSignerKey(origin, "note", new Uint8Array(32).fill(1));
const log = { origin, verifiers: [createVerifier(key)] };

/** More than two pages. */
const EVENTS = 2_300;

describeStores("verifying a trail", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  async function record(count: number): Promise<void> {
    const trail = testTrail(database, [thing]);
    const snapshot = await trail.read({ newIds: { Things: count }, events: count });
    const changes = Array.from({ length: count }, () => {
      const id = snapshot.takeId("Things");
      return { kind: "create" as const, type: thing, id, spaceId: null, body: { Name: id } };
    });
    await trail.commit(ALICE, snapshot, changes);
  }

  function tamper(sql: string): Promise<void> {
    const replica = "set session_replication_role = replica";
    return database.script(`${replica}; ${sql}; set session_replication_role = origin`);
  }

  test("one without anything passes", async () => {
    const { ok, head, waiting } = await verifyTrail(database, { log });
    expect({ ok, size: head.size, waiting }).toEqual({ ok: true, size: 0, waiting: 0 });
  });

  test("the schema and further checks are part of it; a check without its table is a finding", async () => {
    const schema = trailSchema();
    const extra: Finding = { kind: "changed", eventId: null, index: null, detail: "Something." };
    const found: TableCheck = async ({ report }) => void report(extra);
    const failing: TableCheck = async ({ connection }) => {
      await connection.query({ name: "", text: "select * from trail.nowhere" }, []);
      return undefined;
    };
    const passing = await verifyTrail(database, { log, schema, checks: [] });
    expect(passing.findings).toEqual([]);
    await database.script("create table trail.extra (id bigint)");
    const options = { log, schema, checks: [found, failing] };
    const { findings } = await verifyTrail(database, options);
    expect(findings.map(({ detail }) => detail)).toEqual([
      "Column trail.extra.id was not made by the migrations.",
      "Table trail.extra was not made by the migrations.",
      "Something.",
      'The tables of the server cannot be checked: relation "trail.nowhere" does not exist.',
    ]);
    await database.script("drop table trail.extra");
  });

  test("one of several pages passes, and tells how far it is", async () => {
    const signer = createSigner(key);
    const options = {
      database,
      log,
      signer,
      checkpointStore: memoryCheckpointStore(),
      clock: fakeClock().now,
    };
    const sequencer = new Sequencer(options);
    await sequencer.open();
    await record(EVENTS);
    await sequencer.runBatch();
    await record(5);
    const shown: [number, number][] = [];
    const onProgress = (done: number, total: number) => void shown.push([done, total]);
    const { findings, head, waiting } = await verifyTrail(database, { log, onProgress });
    expect({ findings, size: head.size, waiting }).toEqual({
      findings: [],
      size: EVENTS,
      waiting: 5,
    });
    expect(shown[0]).toEqual([250, EVENTS]);
    expect(shown.at(-1)).toEqual([EVENTS, EVENTS]);
  });

  test("it verifies one snapshot while events are written concurrently", async () => {
    let written: Promise<void> | undefined;
    const onProgress = () => {
      written ??= record(3);
    };
    expect(await verifyTrail(database, { log, onProgress })).toMatchObject({
      ok: true,
      waiting: 5,
    });
    await written;
    expect(await verifyTrail(database, { log })).toMatchObject({ ok: true, waiting: 8 });
  });

  test("a whole page of entries missing is one finding, and the rest is still looked at", async () => {
    await tamper(`delete from trail.ledger_entries where index between 200 and 1900;
      delete from trail.events where id between 201 and 1901;
      delete from trail.event_terms where event_id between 201 and 1901;
      delete from trail.documents where substr(id, 8)::int between 201 and 1901;
      update trail.events set space_id = 'Spaces-9' where id = 2000`);
    const { findings } = await verifyTrail(database, { log });
    expect(
      findings.filter(({ eventId, detail }) => eventId !== null || !/tile/.test(detail)),
    ).toEqual([
      {
        kind: "missing",
        eventId: null,
        index: 200,
        detail: "Entries 200 to 1900 of the ledger are missing.",
      },
      {
        kind: "changed",
        eventId: "Events-2000",
        index: 1999,
        detail: "Its body is contradicted by: space_id.",
      },
    ]);
  });
});
