import { afterAll, beforeAll, expect, expectTypeOf, test } from "vitest";
import { describeStores } from "../../../../test/support/stores.ts";
import { ALICE, testTrail } from "../../../../test/support/trail.ts";
import type { Database } from "../database/database.ts";
import { documentType } from "../document/document-type.ts";
import type { StoredDocument } from "../document/stored-document.ts";
import type { Trail } from "../trail.ts";
import { creation, deletion, modification, note } from "./change.ts";
import { storedAs } from "./read.ts";

type Team = { readonly Name: string; readonly Motto: string };

const teams = documentType<Team, "Praised">({
  prefix: "Teams",
  label: "Team",
  unique: [{ fields: ["Name"], within: "space" }],
});
const tickets = documentType({ prefix: "Tickets", label: "Ticket" });

describeStores("typed documents", (open) => {
  let database: Database;
  let trail: Trail;

  beforeAll(async () => {
    database = await open();
    trail = testTrail(database, [teams, tickets]);
    const snapshot = await trail.read({ newIds: { Teams: 2, Tickets: 1 } });
    const [red, blue] = [snapshot.takeId("Teams"), snapshot.takeId("Teams")];
    await trail.commit(ALICE, snapshot, [
      creation(teams, { id: red, spaceId: null, body: { Name: "Red", Motto: "Onward" } }),
      creation(teams, { id: blue, spaceId: null, body: { Name: "Blue", Motto: "Calm" } }),
      creation(tickets, { id: snapshot.takeId("Tickets"), spaceId: null, body: { Name: "Leak" } }),
    ]);
  });
  afterAll(() => database.close());

  test("are read by id, by type and by unique value", async () => {
    const { documents } = await trail.list({
      type: teams,
      containing: [[{ Motto: "Calm" }]],
      skip: 0,
      take: 9,
    });
    expect(documents.map(({ body }) => body.Name)).toEqual(["Blue"]);
    const named = await trail.findByUniqueValue(teams, null, { Name: "Red" });
    expect(named?.body.Motto).toBe("Onward");
    expect((await trail.documentOf(teams, "Teams-1"))?.body.Motto).toBe("Onward");
  });

  test("are not found under another type", async () => {
    const found = await trail.documentsOf(teams, ["Teams-2", "Tickets-1", "Teams-9"]);
    expect(found.map(({ id }) => id)).toEqual(["Teams-2"]);
    expect(await trail.documentOf(tickets, "Teams-1")).toBeUndefined();
    const snapshot = await trail.read({ ids: ["Teams-1"] });
    expectTypeOf(snapshot.documentOf(teams, "Teams-1")).toEqualTypeOf<StoredDocument<Team>>();
    expect(() => snapshot.documentOf(tickets, "Teams-1")).toThrow("There is no document Teams-1.");
  });

  test("a row of another type is a programming error", () => {
    const row = {
      id: "Teams-1",
      type: "Teams",
      space_id: null,
      version: 1,
      title: "Red",
      body: {},
      modified_on: new Date(0),
      modified_by: "alice",
    };
    expect(() => storedAs(tickets, row)).toThrow(expect.objectContaining({ code: "definition" }));
  });

  test("are changed, noted and deleted", async () => {
    const snapshot = await trail.read({ ids: ["Teams-1", "Teams-2"], events: 3 });
    const [red, blue] = [
      snapshot.documentOf(teams, "Teams-1"),
      snapshot.documentOf(teams, "Teams-2"),
    ];
    const { events } = await trail.commit(ALICE, snapshot, [
      modification(teams, red, { ...red.body, Motto: "Forward" }, { relatedIds: [blue.id] }),
      note(teams, red, { category: "Praised", verb: "was praised", relatedIds: [blue.id] }),
      deletion(teams, blue),
    ]);
    expect(
      events.map(({ Category, RelatedDocumentIds }) => [Category, RelatedDocumentIds]),
    ).toEqual([
      ["Modified", ["Teams-1", "Teams-2"]],
      ["Praised", ["Teams-1", "Teams-2"]],
      ["Deleted", ["Teams-2"]],
    ]);
  });
});
