import { formatHash } from "@indelible/ledger";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { memoryCheckpointStore } from "../../../../test/support/kept-checkpoint.ts";
import {
  deleteFirst,
  LONG_LOG,
  LONG_SEALER,
  recordLongTrail,
} from "../../../../test/support/long-trail.ts";
import { describeStores } from "../../../../test/support/stores.ts";
import { fakeClock } from "../../../../test/support/trail.ts";
import type { Database } from "../database/database.ts";
import { Ledger } from "../ledger/ledger.ts";
import { Verifier, type VerifierRound } from "./verifier.ts";

/** Two slices. */
const EVENTS = 1_100;

const now = async () => {};

describeStores("a verification in the background", (open) => {
  let database: Database;
  let ledger: Ledger;
  let clock: ReturnType<typeof fakeClock>;
  let store: ReturnType<typeof memoryCheckpointStore>;
  let rounds: VerifierRound[];

  beforeAll(async () => {
    database = await open();
    ledger = new Ledger(database, LONG_LOG);
    await deleteFirst(await recordLongTrail(database, EVENTS / 50));
  });
  afterAll(() => database.close());

  beforeEach(() => {
    clock = fakeClock();
    store = memoryCheckpointStore();
    rounds = [];
  });

  const verifier = () =>
    new Verifier({
      database,
      ledger,
      log: LONG_LOG,
      sealer: LONG_SEALER,
      store,
      clock: clock.now,
      onRound: async (round) => {
        rounds.push(round);
      },
    });

  async function tampered(sql: string, work: () => Promise<void>): Promise<void> {
    const replica = "set session_replication_role = replica";
    const original = "set session_replication_role = origin";
    await database.script(`${replica}; ${sql}; ${original}`);
    await work();
  }

  test("a round over an untouched ledger finds nothing, and is reported and kept", async () => {
    const verifying = verifier();
    await verifying.round(now);
    const head = await ledger.checkpoint();
    const root = formatHash(head?.root ?? new Uint8Array());
    const at = clock.now();
    expect(rounds).toEqual([
      { size: EVENTS, root, findings: { count: 0, kept: [] }, startedAt: at, endedAt: at },
    ]);
    expect(verifying.alarms).toEqual([]);
    expect(verifier().state).toEqual(verifying.state);
    expect(verifying.state.last).toMatchObject({ size: EVENTS, root, findings: { count: 0 } });
  });

  test("a round that ends early is continued by the next process", async () => {
    const first = verifier();
    const stopped = new TypeError("stopped");
    const untilKept = async () => {
      if (store.notes.length > 0) throw stopped;
    };
    await expect(first.round(untilKept)).rejects.toBe(stopped);
    const { current } = verifier().state;
    expect(current).toMatchObject({ size: EVENTS, index: 1_024, tiles: { size: 4 } });
    expect(current).toEqual(first.state.current);
    await verifier().round(now);
    expect(rounds).toMatchObject([{ size: EVENTS, findings: { count: 0 } }]);
  });

  test("what was kept by someone without the keys is ignored", async () => {
    await verifier().round(now);
    await store.keep(store.load()?.replace("1100", "1101") ?? "");
    expect(verifier().state).toEqual({ current: null, last: null });
  });

  test.each([
    [
      "a column",
      "update trail.events set space_id = 'Spaces-9' where id = 300",
      "update trail.events set space_id = null where id = 300",
      /1 problem about Events-300 \(entry 299\): Its body is contradicted by: space_id/,
    ],
    [
      "an added index term",
      "insert into trail.event_terms select 'Things-9999', occurred, id from trail.events where id = 300",
      "delete from trail.event_terms where term = 'Things-9999'",
      /1 index terms are not in the events/,
    ],
    [
      "a removed index term",
      "create table trail.removed as select * from trail.event_terms where event_id = 20 and term = 'Things-20'; delete from trail.event_terms where event_id = 20 and term = 'Things-20'",
      "insert into trail.event_terms select * from trail.removed; drop table trail.removed",
      /index term "Things-20" \(missing\)/,
    ],
    [
      "a document",
      `update trail.documents set body = jsonb_set(body, '{Name}', '"other"') where id = 'Things-30'`,
      `update trail.documents set body = jsonb_set(body, '{Name}', '"Things-30"') where id = 'Things-30'`,
      /The document Things-30 is not what its last event/,
    ],
    [
      "a removed document",
      "create table trail.removed as select * from trail.documents where id = 'Things-31'; delete from trail.documents where id = 'Things-31'",
      "insert into trail.documents select * from trail.removed; drop table trail.removed",
      /The document Things-31 is gone/,
    ],
    [
      "an event without a place",
      "insert into trail.events select 99999, occurred, space_id, scopes, body, digest from trail.events where id = 3",
      "delete from trail.events where id = 99999",
      /no place in the ledger and waits for none/,
    ],
    [
      "index terms without an event",
      "insert into trail.event_terms values ('Things-3', now(), 99998)",
      "delete from trail.event_terms where event_id = 99998",
      /The event is gone; index terms is all/,
    ],
    [
      "a checkpoint",
      "update trail.ledger_checkpoints set note = note || 'x' where size = 300",
      "update trail.ledger_checkpoints set note = left(note, -1) where size = 300",
      /Checkpoint of size 300/,
    ],
  ])(
    "what it finds is an alarm until a later round finds nothing: %s",
    async (_, sql, undo, found) => {
      const verifying = verifier();
      await tampered(sql, () => verifying.round(now));
      expect(verifying.alarms).toMatchObject([{ code: "verification", stops: false }]);
      expect(verifying.alarms[0]?.found).toMatch(found);
      expect(verifier().alarms).toEqual(verifying.alarms);
      await tampered(undo, () => verifying.round(now));
      expect(verifying.alarms).toEqual([]);
    },
  );
});
