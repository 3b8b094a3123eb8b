import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../../../test/support/stores.ts";
import { ALICE, fakeClock, testTrail } from "../../../../test/support/trail.ts";
import { creation, modification } from "../commit/change.ts";
import type { Database } from "../database/database.ts";
import { documentType } from "../document/document-type.ts";
import { TERM } from "../event/event.ts";
import type { Trail } from "../trail.ts";
import type { EventQuery } from "./query-events.ts";
import type { Visibility } from "./visibility.ts";

const spaces = documentType({ prefix: "Spaces", label: "Space" });
const teams = documentType({ prefix: "Teams", label: "Team", isScope: true });
const EVERYTHING: Visibility = [
  { SpaceId: null, Restrictions: {} },
  { SpaceId: "Spaces-1", Restrictions: {} },
];

let database: Database;
let trail: Trail;

// Five events, a minute apart: a space, two teams, and a modification of each team.
beforeAll(async () => {
  database = await openStore("postgres");
  const clock = fakeClock("2026-01-01T00:00:00.000Z");
  trail = testTrail(database, [spaces, teams], clock.now);
  const snapshot = await trail.read({ newIds: { Spaces: 1, Teams: 2 }, events: 3 });
  const space = { id: snapshot.takeId("Spaces"), spaceId: null, body: { Name: "One" } };
  await trail.commit(ALICE, snapshot, [creation(spaces, space)]);
  clock.advance(60_000);
  const [red, blue] = [snapshot.takeId("Teams"), snapshot.takeId("Teams")];
  for (const [id, spaceId] of [
    [red, null],
    [blue, "Spaces-1"],
  ] as const) {
    const body = { Name: id };
    await trail.commit(ALICE, snapshot, [creation(teams, { id, spaceId, body })]);
    clock.advance(60_000);
  }
  for (const id of [red, blue]) {
    const read = await trail.read({ ids: [id], events: 1 });
    const before = read.document(id);
    await trail.commit(ALICE, read, [modification(teams, before, { ...before.body, Motto: "x" })]);
    clock.advance(60_000);
  }
});
afterAll(() => database.close());

async function found(query: Partial<EventQuery>): Promise<string[]> {
  const whole = { visibility: EVERYTHING, ...query };
  const events = await trail.events(whole, 0, 10);
  expect(await trail.countEvents(whole)).toBe(events.length);
  return events.map(({ Category, DocumentId }) => `${Category} ${DocumentId}`);
}

const TEAMS = ["Modified Teams-2", "Modified Teams-1", "Created Teams-2", "Created Teams-1"];
const ALL = [...TEAMS, "Created Spaces-1"];

describe("events", () => {
  test("are in order of time, newest first, page by page", async () => {
    expect(await found({})).toEqual(ALL);
    const [second] = await trail.events({ visibility: EVERYTHING }, 1, 1);
    expect(second).toMatchObject({ Category: "Modified", DocumentId: "Teams-1" });
  });

  test("are found by terms: one of each set", async () => {
    const created = TERM.category("Created");
    const [team, other] = [["Teams-1"], ["Teams-2", "unknown"]];
    expect(await found({ terms: [team] })).toEqual(["Modified Teams-1", "Created Teams-1"]);
    expect(await found({ terms: [team, [created]] })).toEqual(["Created Teams-1"]);
    expect(await found({ terms: [[...team, ...other]] })).toEqual(TEAMS);
    expect(await found({ terms: [[created, "unknown"], other] })).toEqual(["Created Teams-2"]);
    expect(await found({ terms: [[]] })).toEqual([]);
  });

  test("are found without terms, also with others", async () => {
    const withoutTerms = [TERM.category("Created")];
    expect(await found({ withoutTerms })).toEqual(["Modified Teams-2", "Modified Teams-1"]);
    expect(await found({ withoutTerms, terms: [["Teams-1"]] })).toEqual(["Modified Teams-1"]);
  });

  test("are found by time: from a time, and before another", async () => {
    const from = new Date("2026-01-01T00:02:00.000Z");
    const to = new Date("2026-01-01T00:03:00.000Z");
    expect(await found({ from })).toEqual(ALL.slice(0, 3));
    expect(await found({ to })).toEqual(ALL.slice(2));
    expect(await found({ from, to, terms: [["Teams-2"]] })).toEqual(["Created Teams-2"]);
  });

  test("are found by their numbers", async () => {
    const events = await trail.events({ visibility: EVERYTHING }, 0, 10);
    const numbers = events.map(({ Id }) => Number(Id.slice("Events-".length)));
    const [newest = 0, oldest = 0] = [numbers[0], numbers.at(-1)];
    expect(await found({ afterNumber: oldest, beforeNumber: newest })).toEqual(ALL.slice(1, -1));
    expect(await found({ numbers: [oldest, newest] })).toEqual([ALL[0], ALL.at(-1)]);
  });

  test("are only those that the viewer may see", async () => {
    expect(await found({ visibility: [] })).toEqual([]);
    expect(await found({ visibility: [{ SpaceId: null, Restrictions: {} }] })).toEqual([
      "Modified Teams-1",
      "Created Teams-1",
      "Created Spaces-1",
    ]);
    const visibility = [{ SpaceId: null, Restrictions: { Teams: ["Teams-9"] } }];
    expect(await found({ visibility, terms: [["Teams-1"]] })).toEqual([]);
  });
});

test("the text of an event is returned only to viewers who may see it", async () => {
  const [event] = await trail.events({ visibility: EVERYTHING, terms: [["Teams-1"]] }, 0, 1);
  const number = Number(event?.Id.slice("Events-".length));
  expect(JSON.parse((await trail.eventText(number, EVERYTHING)) ?? "null")).toEqual(event);
  expect(await trail.eventText(number, [])).toBeUndefined();
  expect(await trail.eventText(999_999, EVERYTHING)).toBeUndefined();
});
