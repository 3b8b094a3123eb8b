import {
  createSigner,
  createVerifier,
  formatCheckpoint,
  formatVerifierKey,
  newSignerKey,
  openCheckpoint,
  parsePolicy,
  signNote,
} from "@indelible/ledger";
import { type Database, type Finding, verifyTrail } from "@indelible/trail";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type CapturedLog, captureLog } from "./support/captured-log.ts";
import { memoryCheckpointStore } from "./support/kept-checkpoint.ts";
import { startTestServer, type TestServer } from "./support/server.ts";
import { describeStores } from "./support/stores.ts";
import { nonceOf } from "./support/tampering.ts";

const ORIGIN = "indelible/test";
const keyOf = (fill: number) => newSignerKey(ORIGIN, "note", new Uint8Array(32).fill(fill));
const ownKey = await keyOf(9);
const otherKey = await keyOf(8);
const witnessKey = await newSignerKey("witness/w1", "cosignature", new Uint8Array(32).fill(5));
const identity = { origin: ORIGIN, verifiers: [createVerifier(ownKey)] };
const witnessPolicy = parsePolicy(
  `log ${formatVerifierKey(ownKey)}\nwitness w1 ${formatVerifierKey(witnessKey)}\nquorum w1\n`,
);

/** The tables of the ledger and the events, as in a backup. */
const TABLES = ["events", "event_terms", "ledger_entries", "ledger_tiles", "ledger_checkpoints"];
const BACK_UP = TABLES.map(
  (table) => `create table public.old_${table} as table trail.${table}`,
).join(";");
const RESTORE = [
  ...TABLES.map((table) => `delete from trail.${table}`),
  "delete from trail.unsequenced",
  ...TABLES.map(
    (table) =>
      `insert into trail.${table} overriding system value select * from public.old_${table}`,
  ),
].join(";");
const EMPTY_AND_REQUEUE = `
  insert into trail.unsequenced select event_id from trail.ledger_entries on conflict do nothing;
  delete from trail.ledger_entries; delete from trail.ledger_tiles;
  delete from trail.ledger_checkpoints`;

describeStores("the ledger of a running server", (open) => {
  let database: Database;
  let server: TestServer;
  let log: CapturedLog;

  beforeEach(async () => {
    database = await open();
    log = captureLog();
    server = await startTestServer(database, {
      checkpointStore: memoryCheckpointStore(),
      witnessPolicy,
      log,
    });
    await grow("One");
    await grow("Two");
  }, 60_000);
  afterEach(async () => {
    await server.close();
    await database.close();
  });

  async function grow(name: string): Promise<void> {
    const { status } = await server.call("POST", "/api/environments", { Name: name });
    expect(status).toBe(201);
    await server.sequencer.runBatch();
  }

  /** Runs SQL with every trigger disabled, as the owner of the database may. */
  async function tamper(sql: string): Promise<void> {
    const role = (name: string) => `set session_replication_role = ${name}`;
    await database.script(`${role("replica")}; ${sql}; ${role("origin")}`);
  }

  async function sizeSigned(): Promise<number> {
    const [row] = await database.query<{ size: number }>(
      { name: "", text: "select max(size) as size from trail.ledger_checkpoints" },
      [],
    );
    return row?.size ?? -1;
  }

  async function findings(): Promise<readonly Finding[]> {
    const witnesses = witnessPolicy.witnesses.map(({ key }) => createVerifier(key));
    return (await verifyTrail(database, { log: { ...identity, witnesses }, nonceOf })).findings;
  }

  /** The current alarm is reported everywhere. */
  async function expectAlarm(code: string, stopped: boolean): Promise<void> {
    const { Alarms } = (await server.call("GET", "/api/ledger")).body;
    expect(Alarms).toMatchObject([{ Code: code, IsSigningStopped: stopped }]);
    const ready = await server.call("GET", "/readyz", undefined, { key: null });
    expect(ready).toMatchObject({ status: 200, body: { status: "degraded" } });
    expect(ready.body.alarms[0]).toContain(Alarms[0].Found);
    expect((await server.call("GET", "/metrics")).text).toContain("indelible_ledger_alarms 1\n");
    const events = await server.call("GET", "/api/events?eventCategories=LedgerAlarm");
    expect(events.body.Items).toMatchObject([
      { Message: `Ledger raised the alarm '${code}': ${Alarms[0].Found}` },
    ]);
    expect(log.errors()).toMatchObject([{ err: { code: "rewritten" } }]);
  }

  /** Two rounds sign nothing, although events are recorded; the alarm is reported once. */
  async function expectStopped(code: string, size: number): Promise<void> {
    expect(await server.sequencer.runBatch()).toMatchObject({ kind: "alarm", alarm: { code } });
    await grow("During the alarm");
    await expectAlarm(code, true);
    expect(await sizeSigned()).toBeLessThanOrEqual(size);
  }

  async function expectRecovery(): Promise<void> {
    const size = await sizeSigned();
    await grow("After the alarm");
    expect(await sizeSigned()).toBeGreaterThan(size);
    expect((await server.call("GET", "/api/ledger")).body.Alarms).toEqual([]);
    expect((await server.call("GET", "/readyz")).body.status).toBe("ready");
    const ended = await server.call("GET", "/api/events?eventCategories=LedgerAlarmEnded");
    expect(ended.body.TotalResults).toBe(1);
  }

  test("an event deleted, everything emptied and put into the queue again", async () => {
    const size = await sizeSigned();
    await tamper(`create table public.kept as table trail.ledger_checkpoints;
      delete from trail.events where id = 3; delete from trail.event_terms where event_id = 3;
      ${EMPTY_AND_REQUEUE}`);
    await expectStopped("missing", size);
    expect(await sizeSigned()).toBe(-1);
  });

  test("one event taken out of the middle, and the first checkpoint left", async () => {
    await tamper(`delete from trail.events where id = 3;
      delete from trail.event_terms where event_id = 3; ${EMPTY_AND_REQUEUE} where size > 0`);
    await expectStopped("smaller", 0);
  });

  test("a server that is started during an alarm reports it, and it is recorded once", async () => {
    const size = await sizeSigned();
    const kept = (await server.call("GET", "/api/ledger/checkpoint")).text;
    await tamper("delete from trail.ledger_entries where index = 0");
    await expectStopped("contradiction", size);
    const second = await startTestServer(database, {
      checkpointStore: memoryCheckpointStore(kept),
      log,
    });
    await second.sequencer.runBatch();
    expect((await second.call("GET", "/readyz")).body.status).toBe("degraded");
    expect(log.errors()).toHaveLength(2);
    const events = await second.call("GET", "/api/events?eventCategories=LedgerAlarm");
    expect(events.body.TotalResults).toBe(1);
    await second.close();
  });

  test("history rewritten at the same length", async () => {
    const size = await sizeSigned();
    await tamper(`update trail.ledger_entries set digest = sha256('another') where index = 0`);
    await expectStopped("contradiction", size);
  });

  test("a stale copy of the database, and the way back", async () => {
    await tamper(BACK_UP);
    await grow("Three");
    const size = await sizeSigned();
    await tamper(`${BACK_UP.replaceAll("old_", "new_")}; ${RESTORE}`);
    await expectStopped("smaller", size);
    await tamper(RESTORE.replaceAll("old_", "new_"));
    await expectRecovery();
  });

  test("forged checkpoint rows: one that is no note, and a larger one of another key", async () => {
    const root = new Uint8Array(32).fill(1);
    const text = formatCheckpoint({ origin: ORIGIN, size: 5_000, root, extensions: [] });
    const note = await signNote(text, [createSigner(otherKey)]);
    const row = (size: number, forged: string) => `
      insert into trail.ledger_checkpoints (size, root, note, signed_on)
      values (${size}, decode('${Buffer.from(root).toString("hex")}', 'hex'), '${forged}', now())`;
    await expect(database.script(row(5_000, note))).rejects.toMatchObject({ code: "TR406" });
    await tamper(`${row(4_000, "not a note")}; ${row(5_000, note)}`);
    await grow("Three");
    await expectAlarm("unreadable-row", false);
    const served = (await server.call("GET", "/api/ledger/checkpoint")).text;
    const { checkpoint } = await openCheckpoint(served, identity);
    expect((await findings()).map(({ detail }) => detail)).toEqual([
      expect.stringContaining("size 4000"),
      expect.stringContaining("size 5000"),
    ]);
    await tamper("delete from trail.ledger_checkpoints where size >= 4000");
    await grow("Four");
    await expectRecovery();
    expect(checkpoint.size).toBeLessThan(await sizeSigned());
    expect(await findings()).toEqual([]);
  });

  test("a poisoned queue: rows are set aside and named, and the other events are added", async () => {
    const size = await sizeSigned();
    await tamper(`insert into trail.unsequenced values (1), (77777), (66666);
      insert into trail.events select 66666, occurred, space_id, scopes, f.body, sha256(convert_to(f.body, 'UTF8'))
      from trail.events, lateral (
        select replace(body, '"Id":"Events-2"', '"Id":"Events-66666"') as body
      ) as f where id = 2;
      insert into trail.event_terms
      select term, occurred, 66666 from trail.event_terms where event_id = 2`);
    await grow("Three");
    expect(await sizeSigned()).toBeGreaterThan(size);
    await expectAlarm("poisoned-queue", false);
    const named = (await findings()).filter(({ detail }) => detail.includes("set aside"));
    expect(named.map(({ eventId }) => eventId)).toEqual([
      "Events-1",
      "Events-66666",
      "Events-77777",
    ]);
    // The way back of docs/operating.md: rows of the queue that someone forged are removed.
    await tamper(`delete from trail.set_aside;
      delete from trail.events where id = 66666; delete from trail.event_terms where event_id = 66666`);
    await expectRecovery();
    expect(await findings()).toEqual([]);
  });

  test("a poisoned queue: an event that is repaired gets its place, and the alarm ends", async () => {
    const { body } = await server.call("POST", "/api/environments", { Name: "Altered" });
    const isOf = `id = (select max(id) from trail.events)`;
    await tamper(`create table public.true_events as select * from trail.events where ${isOf};
      update trail.events set body = replace(body, 'Altered', 'Forged') where ${isOf}`);
    const other = await startTestServer(database, {
      checkpointStore: memoryCheckpointStore(
        (await server.call("GET", "/api/ledger/checkpoint")).text,
      ),
      node: "second",
      log: captureLog(),
    });
    await other.sequencer.runBatch();
    const [alarm] = other.sequencer.alarms;
    expect([alarm?.code, alarm?.stops]).toEqual(["poisoned-queue", false]);
    await other.close();
    // The alarm does not depend on the server that found the row.
    await server.sequencer.runBatch();
    expect(server.sequencer.alarms.map(({ code }) => code)).toEqual(["poisoned-queue"]);
    expect((await findings()).map(({ detail }) => detail)).toContainEqual(
      expect.stringContaining("It was set aside"),
    );
    // The way back of docs/operating.md: the event is repaired, and put into the queue again.
    await tamper(`update trail.events e set body = t.body from public.true_events t where e.id = t.id;
      insert into trail.unsequenced select id from public.true_events`);
    await server.sequencer.runBatch();
    await expectRecovery();
    expect(await findings()).toEqual([]);
    expect((await server.call("GET", `/api/environments/${body.Id}`)).body.Name).toBe("Altered");
  });

  test("an entry added for a forged event", async () => {
    const size = await sizeSigned();
    await tamper(`insert into trail.events
      select 66666, occurred, space_id, scopes, f.body, sha256(convert_to(f.body, 'UTF8'))
      from trail.events, lateral (
        select replace(body, '"Id":"Events-2"', '"Id":"Events-66666"') as body
      ) as f where id = 2;
      insert into trail.ledger_entries
      select ${size}, id, digest from trail.events where id = 66666`);
    await expectStopped("foreign-entry", size);
    await tamper("delete from trail.ledger_entries where event_id = 66666");
    await expectRecovery();
  });

  test("cosignatures that are none", async () => {
    const head = (await server.call("GET", "/api/ledger")).body.Checkpoint;
    const line = `— witness/w1 ${Buffer.concat([
      Buffer.from(witnessKey.keyId, "hex"),
      Buffer.alloc(72, 1),
    ]).toString("base64")}\n`;
    await database.query(
      {
        name: "",
        text: `insert into trail.ledger_cosignatures (size, root, witness, signed_on, line)
          select size, root, 'w1', now(), $1 from trail.ledger_checkpoints where size = $2`,
      },
      [line, head.Size],
    );
    const { Quorum } = (await server.call("GET", "/api/ledger")).body;
    expect(Quorum).toEqual({ Name: "w1", IsMet: false, Cosigners: [] });
    expect((await server.call("GET", "/api/ledger/checkpoint")).text).toBe(head.Note);
    expect((await findings()).map(({ detail }) => detail)).toEqual([
      `A cosignature of the witness w1 for size ${head.Size} does not verify.`,
    ]);
  });

  test("a second server with another key is not started", async () => {
    const second = startTestServer(database, {
      checkpointStore: memoryCheckpointStore(),
      ledgerSeed: new Uint8Array(32).fill(8),
      node: "second",
    });
    await expect(second).rejects.toMatchObject({
      code: "ledger-key",
      message: expect.stringContaining("Start the server with the ledger.key that signed"),
    });
  });

  test("a new data folder with the right key takes the ledger over, which is recorded", async () => {
    const second = await startTestServer(database, {
      checkpointStore: memoryCheckpointStore(),
      node: "second",
    });
    const size = await sizeSigned();
    const events = await second.call("GET", "/api/events?eventCategories=LedgerTakenOver");
    expect(events.body.Items).toMatchObject([
      { Message: expect.stringContaining(`Ledger was taken over with ${size} entries`) },
    ]);
    await second.close();
  });
});
