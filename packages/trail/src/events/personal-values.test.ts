import { afterAll, beforeAll, expect, test } from "vitest";
import { describeStores } from "../../../../test/support/stores.ts";
import { ALICE, testTrail } from "../../../../test/support/trail.ts";
import type { Database } from "../database/database.ts";
import { documentType } from "../document/document-type.ts";
import type { PersonalMember } from "../event/event.ts";
import { readEvent } from "../event/event-format.ts";
import { getPersonalValues } from "./personal-values.ts";

const thing = documentType({ prefix: "Things", label: "Thing" });

describeStores("the values of personal members", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  async function recordWith(personalMembers: readonly PersonalMember[]) {
    const trail = testTrail(database, [thing], undefined, undefined, personalMembers);
    const snapshot = await trail.read({ newIds: { Things: 1 }, events: 1 });
    const id = snapshot.takeId("Things");
    const change = { kind: "create" as const, type: thing, id, spaceId: null, body: { Name: id } };
    await trail.commit(ALICE, snapshot, [change]);
    const [row] = await database.query<{ body: string }>(
      { name: "", text: "select body from trail.events order by id desc limit 1" },
      [],
    );
    return readEvent(row?.body ?? "");
  }

  test("are returned by event, and only for events with commitments", async () => {
    const plain = await recordWith([]);
    const one = await recordWith(["Username"]);
    const two = await recordWith(["Username", "IpAddress"]);
    const value = (text: string) => ({ salt: expect.stringMatching(/^[\w-]{22}$/), value: text });
    const expected = [
      [one.Id, { Username: value("alice") }],
      [two.Id, { IpAddress: value("192.0.2.1"), Username: value("alice") }],
    ];
    const found = await getPersonalValues(database, [plain, two, one]);
    expect([...found].sort()).toEqual(expected.sort());
    expect((await getPersonalValues(database, [plain])).size).toBe(0);
  });

  test("are absent after they were erased", async () => {
    const event = await recordWith(["Username"]);
    await database.script("delete from trail.event_personal where member = 'Username'");
    expect((await getPersonalValues(database, [event])).size).toBe(0);
  });
});
