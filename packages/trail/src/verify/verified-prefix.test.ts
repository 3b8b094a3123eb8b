import { createSigner, createVerifier, newSignerKey } from "@indelible/ledger";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { memoryCheckpointStore } from "../../../../test/support/kept-checkpoint.ts";
import { describeStores } from "../../../../test/support/stores.ts";
import { ALICE, fakeClock, testTrail } from "../../../../test/support/trail.ts";
import type { Database } from "../database/database.ts";
import { documentType } from "../document/document-type.ts";
import { Sequencer } from "../ledger/sequencer.ts";
import type { EarlierResult } from "./check.ts";
import { partsOf } from "./verified-prefix.ts";
import { type Verification, verifyTrail } from "./verify-trail.ts";

const thing = documentType({ prefix: "Things", label: "Thing" });
const origin = "example.org/log";
const key = await newSignerKey(origin, "note", new Uint8Array(32).fill(1));
const log = { origin, verifiers: [createVerifier(key)] };

/** Three full ranges, and the start of a fourth. */
const EVENTS = 900;
/** Longer than what is read together with other bodies. */
const LONG = "x".repeat(70_000);

describeStores("a verification after another", (open) => {
  let database: Database;
  let first: Verification;

  beforeAll(async () => {
    database = await open();
    const sequencer = new Sequencer({
      database,
      log,
      signer: createSigner(key),
      checkpointStore: memoryCheckpointStore(),
      clock: fakeClock().now,
    });
    await sequencer.open();
    const trail = testTrail(database, [thing]);
    for (let batch = 0; batch < 3; batch++) {
      const snapshot = await trail.read({ newIds: { Things: EVENTS / 3 }, events: EVENTS / 3 });
      const changes = Array.from({ length: EVENTS / 3 }, (_, place) => {
        const id = snapshot.takeId("Things");
        const body = { Name: id, Text: place === 7 ? LONG : "" };
        return { kind: "create" as const, type: thing, id, spaceId: null, body };
      });
      await trail.commit(ALICE, snapshot, changes);
      await sequencer.runBatch();
    }
    first = await verify();
  });
  afterAll(() => database.close());

  async function verify(use?: EarlierResult["use"]): Promise<Verification> {
    const earlier = use === undefined ? undefined : { ranges: first.ranges ?? [], use };
    return verifyTrail(database, { log, earlier, connections: 2 });
  }

  async function tamper(sql: string): Promise<void> {
    const replica = "set session_replication_role = replica";
    await database.script(`${replica}; ${sql}; set session_replication_role = origin`);
  }

  test("states three ranges, and one that compares them finds the same tree", async () => {
    expect(first).toMatchObject({ findings: [], earlierEntries: 0, head: { size: EVENTS } });
    expect(first.ranges).toHaveLength(3);
    for (const use of ["compare", "skip"] as const) {
      const next = await verify(use);
      expect(next).toEqual({ ...first, earlierEntries: 768 });
    }
  });

  const changes: readonly (readonly [string, string, string])[] = [
    [
      "a body",
      "update trail.events set body = replace(body, 'Things-5\"', 'Things-6\"') where id = 5",
      "update trail.events set body = replace(body, 'Things-6\"', 'Things-5\"') where id = 5",
    ],
    [
      "a long body",
      "update trail.events set body = replace(body, 'xx', 'xy') where id = 8",
      "update trail.events set body = replace(body, 'xy', 'xx') where id = 8",
    ],
    [
      "a column",
      "update trail.events set space_id = 'Spaces-9' where id = 300",
      "update trail.events set space_id = null where id = 300",
    ],
    [
      "an added index term",
      "insert into trail.event_terms select 'Things-9999', occurred, id from trail.events where id = 300",
      "delete from trail.event_terms where term = 'Things-9999'",
    ],
    [
      "the time of an index term",
      "update trail.event_terms set occurred = occurred + interval '1 day' where event_id = 300 and term like 'user:%'",
      "update trail.event_terms set occurred = occurred - interval '1 day' where event_id = 300 and term like 'user:%'",
    ],
    [
      "a checkpoint",
      "update trail.ledger_checkpoints set note = note || 'x' where size = 300",
      "update trail.ledger_checkpoints set note = left(note, -1) where size = 300",
    ],
    [
      "an added checkpoint",
      "insert into trail.ledger_checkpoints (size, root, note, signed_on) values (301, sha256('x'), 'x', now())",
      "delete from trail.ledger_checkpoints where size = 301",
    ],
    [
      "the digest of an entry",
      "update trail.ledger_entries set digest = sha256('x') where index = 400",
      "update trail.ledger_entries l set digest = e.digest from trail.events e where e.id = l.event_id",
    ],
    [
      "a tile",
      "update trail.ledger_tiles set root = sha256(root) where index = 1 and level = 0",
      "update trail.ledger_tiles t set root = o.root from trail.original_tiles o where o.index = t.index",
    ],
  ];

  beforeEach(() =>
    database.script(
      "create table if not exists trail.original_tiles as select * from trail.ledger_tiles",
    ),
  );

  test.each(changes)("finds what was changed in the meantime: %s", async (_, sql, undo) => {
    await tamper(sql);
    const { findings, ranges } = await verifyTrail(database, { log });
    const compared = await verify("compare");
    await tamper(undo);
    expect(findings).not.toEqual([]);
    expect(ranges).toBeUndefined();
    expect(compared.findings).toEqual(findings);
    expect((await verify("compare")).findings).toEqual([]);
  });

  test("an incremental one does not find a change of what it skips, but of what is new", async () => {
    await tamper("update trail.events set space_id = 'Spaces-9' where id in (5, 800)");
    const { findings } = await verify("skip");
    await tamper("update trail.events set space_id = null where id in (5, 800)");
    expect(findings).toMatchObject([{ kind: "changed", eventId: "Events-800" }]);
  });

  test("an incremental one finds entries that were removed", async () => {
    await tamper(
      "create table trail.removed as select * from trail.ledger_entries where index = 9; delete from trail.ledger_entries where index = 9",
    );
    const { findings } = await verify("skip");
    await tamper("insert into trail.ledger_entries select * from trail.removed");
    expect(findings).toContainEqual(expect.objectContaining({ kind: "missing", index: 9 }));
  });
});

test.each([
  [
    7,
    3,
    0,
    [
      [0, 2],
      [2, 4],
      [4, 7],
    ],
  ],
  [
    2,
    3,
    5,
    [
      [5, 6],
      [6, 7],
    ],
  ],
  [0, 3, 0, []],
])("%s ranges in %s parts from %s on", (count, parts, start, expected) => {
  expect(partsOf(count, parts, start)).toEqual(expected);
});
