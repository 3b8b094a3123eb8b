import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../../../test/support/stores.ts";
import { ALICE, testTrail } from "../../../../test/support/trail.ts";
import { creation } from "../commit/change.ts";
import type { Database } from "../database/database.ts";
import { documentType } from "../document/document-type.ts";
import type { JsonObject } from "../json/json.ts";
import type { Trail } from "../trail.ts";
import type { DocumentQuery } from "./documents.ts";

const spaces = documentType({ prefix: "Spaces", label: "Space" });
const teams = documentType({
  prefix: "Teams",
  label: "Team",
  unique: [{ fields: ["Name"], within: "installation" }],
});
const tickets = documentType({
  prefix: "Tickets",
  label: "Ticket",
  references: [
    { at: "/TeamId", to: ["Teams"], onDelete: "cascade" },
    { at: "/ReviewerId", to: ["Teams"] },
    { at: "/FormerTeamId", to: ["Teams"], onDelete: "keep" },
  ],
});
const notes = documentType({
  prefix: "Notes",
  label: "Note",
  references: [{ at: "/TicketId", to: ["Tickets"] }],
});

let database: Database;
let trail: Trail;

async function create(
  type: typeof teams,
  body: JsonObject,
  spaceId: string | null = null,
): Promise<string> {
  const mentions = Object.values(body).filter((value) => typeof value === "string");
  const snapshot = await trail.read({ newIds: { [type.prefix]: 1 }, mentions, events: 1 });
  const id = snapshot.takeId(type.prefix);
  await trail.commit(ALICE, snapshot, [creation(type, { id, spaceId, body })]);
  return id;
}

beforeAll(async () => {
  database = await openStore("postgres");
  trail = testTrail(database, [spaces, teams, tickets, notes]);
  for (const Name of ["One", "Two"]) await create(spaces, { Name });
  await create(teams, { Name: "Red", Motto: "Onward", Tags: ["a", "b"], Since: "2024" });
  await create(teams, { Name: "Blue", Motto: "Calm", Tags: ["b"], Since: "2026" }, "Spaces-1");
  await create(teams, { Name: "Green", Motto: "Onward", Tags: [], Since: "2025" }, "Spaces-2");
});
afterAll(() => database.close());

describe("a list", () => {
  async function names(query: Partial<DocumentQuery> = {}): Promise<string[]> {
    const all = { type: teams, skip: 0, take: 10, ...query };
    return (await trail.list(all)).documents.map(({ title }) => title);
  }

  test("is in the order of the type, or newest first, or latest first by a field", async () => {
    expect(await names()).toEqual(["Blue", "Green", "Red"]);
    expect(await names({ latestBy: "Since" })).toEqual(["Blue", "Green", "Red"]);
    expect(await names({ newestFirst: true })).toEqual(["Red", "Green", "Blue"]);
  });

  test("may start with a document that the filters exclude", async () => {
    expect(await names({ first: "Teams-1", ids: ["Teams-2", "Teams-3"] })).toEqual([
      "Red",
      "Blue",
      "Green",
    ]);
  });

  test("is limited to spaces, with or without documents of no space", async () => {
    expect(await names({ spaceIds: ["Spaces-1"] })).toEqual(["Blue"]);
    expect(await names({ spaceIds: ["Spaces-1"], withoutSpace: true })).toEqual(["Blue", "Red"]);
    expect(await names({ spaceIds: [] })).toEqual([]);
  });

  test("is filtered by a part of the title or of further fields, regardless of case", async () => {
    expect(await names({ partialTitle: "RE" })).toEqual(["Green", "Red"]);
    expect(await names({ partialTitle: "onw" })).toEqual([]);
    expect(await names({ partialTitle: "onw", titleFields: ["Motto"] })).toEqual(["Green", "Red"]);
    expect(await names({ partialTitle: "%" })).toEqual([]);
  });

  test("is filtered by contained values: each filter has alternatives", async () => {
    const onward = [{ Motto: "Onward" }];
    expect(await names({ containing: [onward] })).toEqual(["Green", "Red"]);
    expect(await names({ containing: [onward, [{ Tags: ["b"] }]] })).toEqual(["Red"]);
    expect(await names({ containing: [[{ Motto: "Calm" }, { Tags: ["a"] }]] })).toEqual([
      "Blue",
      "Red",
    ]);
    expect(await names({ lacking: [{ Motto: "Onward" }] })).toEqual(["Blue"]);
  });

  test("has only what the viewer may see", async () => {
    const restrictions = { Teams: ["Teams-2"] };
    const reach = [{ SpaceId: "Spaces-1", Restrictions: restrictions }];
    expect(await names({ reach })).toEqual(["Blue"]);
    expect(await names({ reach: [{ SpaceId: "Spaces-2", Restrictions: restrictions }] })).toEqual(
      [],
    );
    expect(await names({ reach: [...reach, { SpaceId: null, Restrictions: {} }] })).toEqual([
      "Blue",
      "Red",
    ]);
    expect(await names({ reach: [] })).toEqual([]);
  });

  test("has the total number on every page, also on an empty one", async () => {
    for (const [skip, take, length] of [
      [0, 2, 2],
      [2, 2, 1],
      [9, 2, 0],
      [0, 0, 0],
    ] as const) {
      const page = await trail.list({ type: teams, skip, take });
      expect([page.total, page.documents.length]).toEqual([3, length]);
    }
  });
});

test("a document is found by its unique value, regardless of case", async () => {
  const found = await trail.findByUniqueValue(teams, null, { Name: "RED" });
  expect(found?.id).toBe("Teams-1");
  expect(await trail.findByUniqueValue(teams, null, { Name: "Purple" })).toBeUndefined();
});

test("dependents are those that are deleted too, and those that prevent it", async () => {
  const team = await create(teams, { Name: "Black" });
  const owned = await create(tickets, { Name: "Owned", TeamId: team });
  const reviewed = await create(tickets, { Name: "Reviewed", ReviewerId: team });
  await create(tickets, { Name: "Former", FormerTeamId: team });
  const noted = await create(notes, { Name: "Noted", TicketId: owned });
  const { cascade, obstacles } = await trail.dependents(team);
  expect(cascade.map(({ id }) => id)).toEqual([owned]);
  expect(obstacles.map(({ id }) => id).sort()).toEqual([noted, reviewed].sort());
  const ofNote = await trail.dependents(noted);
  expect([ofNote.cascade, ofNote.obstacles]).toEqual([[], []]);
});
