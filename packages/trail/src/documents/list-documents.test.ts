import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type MeasuredDatabase,
  measuredDatabase,
} from "../../../../test/support/measured-database.ts";
import { describeStores } from "../../../../test/support/stores.ts";
import { ALICE, testTrail } from "../../../../test/support/trail.ts";
import { creation, deletion, modification } from "../commit/change.ts";
import { documentType } from "../document/document-type.ts";
import type { Trail } from "../trail.ts";
import { PORTION_BYTES } from "./list-documents.ts";

const notes = documentType({ prefix: "Notes", label: "Note" });
const LARGE = 12;
const SMALL = 700;
const QUERY = { type: notes, skip: 0, take: 10_000 };

describeStores("a page of large documents", (open) => {
  let database: MeasuredDatabase;
  let trail: Trail;

  // 12 MB in few documents, followed by many small ones.
  beforeAll(async () => {
    database = measuredDatabase(await open());
    trail = testTrail(database, [notes]);
    const count = LARGE + SMALL;
    const snapshot = await trail.read({ newIds: { Notes: count }, events: count });
    const changes = Array.from({ length: count }, (_, i) => {
      const Name = String(i).padStart(4, "0");
      const body = { Name, Text: "x".repeat(i < LARGE ? 1_000_000 : 10) };
      return creation(notes, { id: snapshot.takeId("Notes"), spaceId: null, body });
    });
    await trail.commit(ALICE, snapshot, changes);
  });
  afterAll(() => database.close());

  async function names(while_: (read: number) => Promise<void> = async () => {}) {
    const { count, total, portions } = await trail.portions(QUERY);
    expect([count, total]).toEqual([LARGE + SMALL, LARGE + SMALL]);
    const read: string[] = [];
    for await (const documents of portions) {
      read.push(...documents.map(({ title }) => title));
      await while_(read.length);
    }
    return read;
  }

  test("has all of them in order, in portions of limited size", async () => {
    database.reset();
    const expected = Array.from({ length: LARGE + SMALL }, (_, i) => String(i).padStart(4, "0"));
    expect(await names()).toEqual(expected);
    // The last document of a portion may exceed it; the list of ids of the page is added to the first.
    expect(database.largest()).toBeLessThan(PORTION_BYTES + 1_500_000);
    expect(database.total()).toBeLessThan(1.2 * LARGE * 1_000_000);
  });

  test("measures few bodies that are not read", async () => {
    let portions = 0;
    for await (const _ of (await trail.portions(QUERY)).portions) portions += 1;
    expect(portions).toBeLessThan(12);
  });

  test("leaves out what is deleted before its portion is read, and shows its newest content", async () => {
    const last = `Notes-${LARGE + SMALL}`;
    const changed = `Notes-${LARGE + SMALL - 1}`;
    let isDone = false;
    const read = await names(async () => {
      if (isDone) return;
      isDone = true;
      const snapshot = await trail.read({ ids: [last, changed], events: 2 });
      const before = snapshot.document(changed);
      await trail.commit(ALICE, snapshot, [
        deletion(notes, snapshot.document(last)),
        modification(notes, before, { ...before.body, Name: "9999" }),
      ]);
    });
    expect(read).toHaveLength(LARGE + SMALL - 1);
    expect(read.at(-1)).toBe("9999");
  });
});
