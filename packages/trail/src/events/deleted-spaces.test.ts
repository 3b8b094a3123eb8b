import { afterAll, beforeAll, expect, test } from "vitest";
import { describeStores } from "../../../../test/support/stores.ts";
import { ALICE, testTrail } from "../../../../test/support/trail.ts";
import { creation, deletion } from "../commit/change.ts";
import type { Database } from "../database/database.ts";
import { documentType } from "../document/document-type.ts";
import { eventNumber } from "../event/event.ts";
import type { Trail } from "../trail.ts";
import type { EventQuery } from "./query-events.ts";

const spaces = documentType({ prefix: "Spaces", label: "Space" });
const teams = documentType({ prefix: "Teams", label: "Team", isScope: true });

const AT_SYSTEM = [{ SpaceId: null, Restrictions: {} }];

describeStores("events of spaces that no longer exist", (open) => {
  let database: Database;
  let trail: Trail;

  // Two spaces with a team each; the second space is deleted.
  beforeAll(async () => {
    database = await open();
    trail = testTrail(database, [spaces, teams]);
    const snapshot = await trail.read({ newIds: { Spaces: 2, Teams: 2 }, events: 4 });
    for (const Name of ["Living", "Doomed"]) {
      const id = snapshot.takeId("Spaces");
      const team = { id: snapshot.takeId("Teams"), spaceId: id, body: { Name } };
      const made = [creation(spaces, { id, spaceId: null, body: { Name } }), creation(teams, team)];
      await trail.commit(ALICE, snapshot, made);
    }
    const read = await trail.read({ ids: ["Spaces-2", "Teams-2"], events: 2 });
    const gone = [
      deletion(teams, read.document("Teams-2")),
      deletion(spaces, read.document("Spaces-2")),
    ];
    await trail.commit(ALICE, read, gone);
  });
  afterAll(() => database.close());

  async function found(query: EventQuery): Promise<string[]> {
    const events = await trail.events(query, 0, 10);
    expect(await trail.countEvents(query)).toBe(events.length);
    return events.map(({ Category, DocumentId }) => `${Category} ${DocumentId}`).reverse();
  }

  test("are visible at system level; those of living spaces are not", async () => {
    expect(await found({ visibility: AT_SYSTEM })).toEqual([
      "Created Spaces-1",
      "Created Spaces-2",
      "Created Teams-2",
      "Deleted Teams-2",
      "Deleted Spaces-2",
    ]);
  });

  test("are found by the space, with and without those of the system", async () => {
    const spaceIds = ["Spaces-2"];
    const own = ["Created Teams-2", "Deleted Teams-2"];
    expect(await found({ visibility: AT_SYSTEM, spaceIds, withSystem: false })).toEqual(own);
    expect(await found({ visibility: AT_SYSTEM, withSystem: false })).toEqual(own);
    expect(await found({ visibility: AT_SYSTEM, spaceIds })).toHaveLength(5);
  });

  test("are hidden from a viewer of another space, and limited as other events", async () => {
    const visibility = [{ SpaceId: "Spaces-1", Restrictions: {} }];
    expect(await found({ visibility })).toEqual(["Created Teams-1"]);
    const limited = [{ SpaceId: null, Restrictions: { Teams: ["Teams-1"] } }];
    expect(await found({ visibility: limited, withSystem: false })).toEqual([]);
  });

  test("are visible one by one to the same viewers", async () => {
    const query = { visibility: AT_SYSTEM, spaceIds: ["Spaces-2"], withSystem: false };
    const [event] = await trail.events(query, 0, 1);
    const number = event === undefined ? 0 : eventNumber(event);
    expect(await trail.eventText(number, AT_SYSTEM)).toContain("Teams-2");
    const other = [{ SpaceId: "Spaces-1", Restrictions: {} }];
    expect(await trail.eventText(number, other)).toBeUndefined();
  });
});
