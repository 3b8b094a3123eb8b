import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { LONG_LOG, recordLongTrail } from "../../../../test/support/long-trail.ts";
import { describeStores } from "../../../../test/support/stores.ts";
import type { Database } from "../database/database.ts";
import type { EarlierResult } from "./check.ts";
import { partsOf } from "./verified-prefix.ts";
import { type Verification, verifyTrail } from "./verify-trail.ts";

/** Three full ranges, and the start of a fourth. */
const EVENTS = 900;

describeStores("a verification after another", (open) => {
  let database: Database;
  let first: Verification;

  beforeAll(async () => {
    database = await open();
    await recordLongTrail(database, EVENTS / 50);
    first = await verify();
  });
  afterAll(() => database.close());

  async function verify(use?: EarlierResult["use"]): Promise<Verification> {
    const earlier = use === undefined ? undefined : { ranges: first.ranges ?? [], use };
    return verifyTrail(database, { log: LONG_LOG, earlier, connections: 2 });
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
      "update trail.events set body = replace(body, 'xx', 'xy') where id = 57",
      "update trail.events set body = replace(body, 'xy', 'xx') where id = 57",
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
    const { findings, ranges } = await verifyTrail(database, { log: LONG_LOG });
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
