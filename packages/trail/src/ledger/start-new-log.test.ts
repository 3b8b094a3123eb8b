import { parseCheckpoint, parseNote } from "@indelible/ledger";
import { afterEach, beforeEach, expect, test } from "vitest";
import { memoryCheckpointStore } from "../../../../test/support/kept-checkpoint.ts";
import {
  FIRST,
  type RestoredLedger,
  restoredLedger,
  SECOND,
} from "../../../../test/support/restored-ledger.ts";
import { describeStores } from "../../../../test/support/stores.ts";
import { closedLogs } from "../checkpoints/closed-log.ts";
import type { Database } from "../database/database.ts";

describeStores("a new log", (open) => {
  let ledger: RestoredLedger;
  let database: Database;

  beforeEach(async () => {
    database = await open();
    ledger = await restoredLedger(database);
  });
  afterEach(() => database.close());

  test("starts with the event of the closed log, and has all events that are left", async () => {
    await ledger.loseNewest();
    await ledger.record("Recorded during the alarm");
    expect(await ledger.startNew()).toMatchObject({
      number: 1,
      origin: "a/b",
      size: 3,
      missing: 1,
    });
    const sequencer = ledger.sequencerOf(SECOND);
    await sequencer.drain();
    expect(sequencer.alarms).toEqual([]);
    const text = "select event_id::int as id from trail.ledger_entries order by index";
    const entries = await database.query<{ id: number }>({ name: "", text }, []);
    const [opening, ...others] = entries.map(({ id }) => id);
    expect(others).toEqual(others.toSorted((a, b) => a - b));
    expect((await closedLogs(database)).map(({ eventNumber }) => eventNumber)).toEqual([opening]);
    expect(await ledger.findings()).toEqual([]);
  });

  test("an interrupted start is completed, with the same log", async () => {
    await ledger.loseNewest();
    const failing = { ...ledger.kept, keep: () => Promise.reject(new TypeError("killed")) };
    await expect(ledger.startNew(failing)).rejects.toThrow("killed");
    expect(await ledger.sequencerOf(FIRST).runBatch()).toMatchObject({ kind: "alarm" });
    const closed = await ledger.startNew();
    expect(await closedLogs(database)).toEqual([closed]);
    const origins = ledger.kept.notes.map((note) => parseCheckpoint(parseNote(note).text).origin);
    expect(origins.slice(0, -1)).not.toContain(SECOND.name);
    expect(origins.at(-1)).toBe(SECOND.name);
    await expect(ledger.startNew(memoryCheckpointStore(ledger.kept.notes.at(-2)))).rejects.toThrow(
      "is closed already",
    );
  });

  test("a first checkpoint that a crash kept from being published is published", async () => {
    await ledger.loseNewest();
    await ledger.startNew();
    await database.script(`set session_replication_role = replica;
      delete from trail.ledger_checkpoints; set session_replication_role = origin`);
    const sequencer = ledger.sequencerOf(SECOND);
    await sequencer.drain();
    expect(sequencer.alarms).toEqual([]);
    expect(await ledger.findings()).toEqual([]);
  });

  test("a backup from before the current log is an alarm, and cannot be accepted", async () => {
    await ledger.loseNewest();
    await ledger.startNew();
    await database.script(`set session_replication_role = replica;
      delete from trail.closed_logs; delete from trail.ledger_checkpoints;
      update trail.ledger_entries set digest = sha256('another');
      set session_replication_role = origin`);
    expect(await ledger.sequencerOf(SECOND).runBatch()).toMatchObject({
      kind: "alarm",
      alarm: { code: "missing" },
    });
    await expect(ledger.startNext()).rejects.toThrow("Restore a newer backup");
  });

  test("a ledger in order and a rewritten one are not closed", async () => {
    await expect(ledger.startNew()).rejects.toThrow("The ledger is in order");
    await database.script(`set session_replication_role = replica;
      update trail.ledger_entries set digest = sha256('another') where index = 0;
      set session_replication_role = origin`);
    await expect(ledger.startNew()).rejects.toThrow("This is not a restored backup");
    expect(await closedLogs(database)).toEqual([]);
  });
});
