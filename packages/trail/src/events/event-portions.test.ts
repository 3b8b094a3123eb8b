import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type MeasuredDatabase,
  measuredDatabase,
} from "../../../../test/support/measured-database.ts";
import { describeStores } from "../../../../test/support/stores.ts";
import { ALICE, testTrail } from "../../../../test/support/trail.ts";
import { creation, modification } from "../commit/change.ts";
import { documentType } from "../document/document-type.ts";
import type { Trail } from "../trail.ts";
import { type ListedEvent, PAGE_DETAIL_BYTES, PORTION_BYTES } from "./event-portions.ts";

const notes = documentType({ prefix: "Notes", label: "Note" });
const QUERY = { visibility: [{ SpaceId: null, Restrictions: {} }] };
const MEGABYTE = 1_000_000;
const SAVES = 8;

describeStores("pages of large events", (open) => {
  let database: MeasuredDatabase;
  let trail: Trail;

  // Each save has about 2 MB: the note before it, and its new text.
  beforeAll(async () => {
    database = measuredDatabase(await open());
    trail = testTrail(database, [notes]);
    const snapshot = await trail.read({ newIds: { Notes: 1 }, events: 1 });
    const id = snapshot.takeId("Notes");
    const body = { Name: "Large", Text: "0".repeat(MEGABYTE) };
    await trail.commit(ALICE, snapshot, [creation(notes, { id, spaceId: null, body })]);
    for (let save = 1; save <= SAVES; save += 1) {
      const read = await trail.read({ ids: [id], events: 1 });
      const before = read.document(id);
      const after = { ...before.body, Text: String(save).repeat(MEGABYTE) };
      await trail.commit(ALICE, read, [modification(notes, before, after)]);
    }
  });
  afterAll(() => database.close());

  async function page(detailBytesMax?: number): Promise<ListedEvent[]> {
    database.reset();
    const found = await trail.findEvents(QUERY, 0, 200);
    const events: ListedEvent[] = [];
    for await (const portion of trail.readEvents(found, detailBytesMax)) events.push(...portion);
    return events;
  }

  test("have all events, with the details of the first ones only", async () => {
    const events = await page();
    expect(events.map(({ Id }) => Id)).toEqual(
      Array.from({ length: SAVES + 1 }, (_, i) => `Events-${SAVES + 1 - i}`),
    );
    const whole = Math.floor(PAGE_DETAIL_BYTES / (2 * MEGABYTE));
    const omitted = events.map(({ DetailsOmitted }) => DetailsOmitted === true);
    expect(omitted).toEqual(events.map((_, i) => i >= whole));
    expect(events[whole]?.ChangeDetails).toEqual({ DocumentContext: null, Differences: null });
    expect(events[0]?.ChangeDetails.Differences).toHaveLength(1);
  });

  test("are read in portions of limited size", async () => {
    await page();
    expect(database.largest()).toBeLessThan(1.1 * PORTION_BYTES);
    expect(database.total()).toBeLessThan(1.2 * PAGE_DETAIL_BYTES);
  });

  test("without details are small, and otherwise the same", async () => {
    const [head] = await page(0);
    expect(database.total()).toBeLessThan(50_000);
    const [whole] = await page();
    const { ChangeDetails, DetailsOmitted, ...members } = head ?? {};
    const { ChangeDetails: details, ...others } = whole ?? {};
    expect(members).toEqual(others);
  });
});
