import { randomBytes } from "node:crypto";
import { EMPTY_EDGE } from "@indelible/ledger";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "../../../../test/support/stores.ts";
import { ALICE, fakeClock } from "../../../../test/support/trail.ts";
import { WrittenEvents } from "../commit/written-events.ts";
import type { Database } from "../database/database.ts";
import { documentType } from "../document/document-type.ts";
import { masterKeySealer } from "../secrets/sealer.ts";
import { sha256Hex } from "../sha256.ts";
import { Trail } from "../trail.ts";
import { appendWaiting } from "./ledger-rows.ts";

const thing = documentType({ prefix: "Things", label: "Thing" });
const sealer = masterKeySealer(new Uint8Array(32).fill(7), randomBytes);
const clock = fakeClock().now;

let database: Database;
let written: WrittenEvents;

beforeEach(async () => {
  database = await openStore("postgres");
  written = new WrittenEvents();
  const types = [thing];
  const tools = { sealer, clock, random: randomBytes, sha256: sha256Hex, written };
  const trail = new Trail({ database, types, ...tools });
  for (let each = 0; each < 3; each++) {
    const snapshot = await trail.read({ newIds: { Things: 1 }, events: 1 });
    const id = snapshot.takeId("Things");
    await trail.commit(ALICE, snapshot, [
      { kind: "create", type: thing, id, spaceId: null, body: {} },
    ]);
  }
});
afterEach(() => database.close());

function append(sql = "") {
  const role = (name: string) => `set session_replication_role = ${name};`;
  return database
    .script(`${role("replica")} ${sql}; ${role("origin")}`)
    .then(() => appendWaiting(database, EMPTY_EDGE, { nonceOf: sealer.nonce, written }, clock()));
}

async function numbersRead(): Promise<number[]> {
  const text = "select event_id::int as number from trail.ledger_entries order by index";
  const rows = await database.query<{ number: number }>({ name: "", text }, []);
  return rows.map(({ number }) => number);
}

test("events that this process wrote and those of other servers are appended in order", async () => {
  written.add(2, "forgotten");
  expect(await append()).toMatchObject({
    taken: 3,
    hasMore: false,
    tree: { size: 3 },
    setAside: [],
  });
  expect(await numbersRead()).toEqual([1, 2, 3]);
});

test("an event with another digest than the written one is checked like any other", async () => {
  const change = `update trail.events set body = f.body, digest = sha256(convert_to(f.body, 'UTF8'))
    from (select replace(body, 'Things-2', 'Things-9') as body from trail.events where id = 2) as f
    where id = 2`;
  const setAside = [{ number: 2, reason: "the server did not write it" }];
  expect(await append(change)).toMatchObject({ taken: 3, tree: { size: 2 }, setAside });
  expect(await numbersRead()).toEqual([1, 3]);
});

test("the ledger has the digest that was written, although the body was changed", async () => {
  const change =
    "update trail.events set body = replace(body, 'Things-2', 'Things-9') where id = 2";
  expect(await append(change)).toMatchObject({ tree: { size: 3 }, setAside: [] });
  const text =
    "select encode(digest, 'hex') as digest from trail.ledger_entries where event_id = 2";
  const [entry] = await database.query<{ digest: string }>({ name: "", text }, []);
  expect(written.has(2, entry?.digest ?? "")).toBe(true);
});

test("a written event that was removed, or is in the ledger already, is set aside", async () => {
  await append();
  const requeue = `delete from trail.events where id = 3; delete from trail.ledger_entries where event_id = 3;
    insert into trail.unsequenced values (1), (3)`;
  expect((await append(requeue)).setAside).toEqual([
    { number: 1, reason: "it is in the ledger already" },
    { number: 3, reason: "there is no such event" },
  ]);
});
