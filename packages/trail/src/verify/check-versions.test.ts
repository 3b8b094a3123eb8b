import { afterAll, beforeAll, expect, test } from "vitest";
import { describeStores } from "../../../../test/support/stores.ts";
import { LOG, nonceOf } from "../../../../test/support/tampering.ts";
import { ALICE, testTrail } from "../../../../test/support/trail.ts";
import type { Database } from "../database/database.ts";
import { documentType } from "../document/document-type.ts";
import { verifyTrail } from "./verify-trail.ts";

const thing = documentType({ prefix: "Things", label: "Thing" });

describeStores("the versions of a document", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
    await write("one", ["a", "b", "c", "d"]);
    await write("two", ["a", "b"]);
  });
  afterAll(() => database.close());

  /** Creates a document and changes its name. */
  async function write(prefix: string, [first = "", ...names]: readonly string[]): Promise<void> {
    const trail = testTrail(database, [thing]);
    const snapshot = await trail.read({ newIds: { Things: 1 }, events: 1 });
    const id = snapshot.takeId("Things");
    const body = { Name: `${prefix} ${first}` };
    await trail.commit(ALICE, snapshot, [{ kind: "create", type: thing, id, spaceId: null, body }]);
    for (const name of names) {
      const read = await trail.read({ ids: [id], events: 1 });
      const change = { before: read.document(id), body: { Name: `${prefix} ${name}` } };
      await trail.commit(ALICE, read, [{ kind: "modify", type: thing, ...change }]);
    }
  }

  /** The findings after SQL of a superuser, which is rolled back. */
  function findingsAfter(sql: string): Promise<readonly string[]> {
    return database.transaction(async (connection) => {
      await connection.script("set transaction isolation level repeatable read");
      await connection.script(`set local session_replication_role = replica; ${sql};
        set local session_replication_role = origin`);
      const { findings } = await verifyTrail(connection, { log: LOG, nonceOf });
      await connection.script("rollback");
      return findings.map(({ detail }) => detail);
    });
  }

  const remove = (number: number) => `delete from trail.events where id = ${number};
    delete from trail.event_terms where event_id = ${number};
    delete from trail.unsequenced where event_id = ${number}`;

  test("follow each other", async () => {
    expect(await findingsAfter("select")).toEqual([]);
  });

  test("have a gap where an event was taken out before it had a place in the ledger", async () => {
    expect(await findingsAfter(remove(3))).toEqual([
      "The document Things-1 has no event of version 3, which Events-4 changed.",
    ]);
    expect(await findingsAfter(remove(1))).toEqual([
      "The document Things-1 has no event of version 1, which Events-2 changed.",
    ]);
  });

  test("have no gap where direct SQL set one", async () => {
    await database.script("update trail.documents set version = 9 where id = 'Things-2'");
    expect(await findingsAfter("select")).toEqual([]);
  });

  test("begin where a counter of ids has been", async () => {
    expect(
      await findingsAfter("update trail.id_counters set last = 1 where prefix = 'Things'"),
    ).toEqual([
      "The counter of the ids Things-… is at 1, but Things-2 was created: ids would be used again.",
    ]);
  });
});
